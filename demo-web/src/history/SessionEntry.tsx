import { useEffect, useEffectEvent, type ReactElement } from 'react'
import { Link, useLocation } from 'react-router'
import { useTranscriptionStatusSSE, type TranscriptionStatus } from 'transcription-status-sse'
import type { SessionSummary } from '../api/service'
import { useMessages } from '../language/LanguageProvider'
import { policyQuery } from '../policyFromQuery'
import { useRetry } from '../session/useRetry'
import { useStatusOptions } from '../session/useStatusOptions'
import { DeleteIcon } from '../shell/icons'
import { ProblemLine } from '../shell/ProblemLine'
import { RetryButton } from './RetryButton'

interface SessionEntryProps {
  session: SessionSummary
  /** It is followed live: what comes is told by `onStatus`. */
  isFollowed: boolean
  onStatus: (status: TranscriptionStatus) => void
  onDelete: () => void
}

/** One session: what and when it was, where it stands, what can be done. */
export function SessionEntry({
  session,
  isFollowed,
  onStatus,
  onDelete,
}: SessionEntryProps): ReactElement {
  useFollowing(session.session_id, isFollowed, onStatus)
  const { history, progress: said, units } = useMessages()
  const words: Record<string, string> = said.status
  const search = policyQuery(useLocation().search)
  const { session_id: id, file_name: name } = session
  const { status, progress } = session.status
  const isRunning = status === 'processing'
  const { again, isAsked, problem } = useRetry(id)
  // Where its recording is not kept any more it cannot.
  const canBeRetried = (status === 'failed' || status === 'cancelled') && session.urls.retry != null
  return (
    <li className="history-entry" data-status={status}>
      <Link className="history-link" to={{ pathname: `/sessions/${id}`, search }}>
        <span className="history-name">
          <bdi>{name}</bdi>
        </span>
        <span className="history-when">
          <bdi>{units.moment(new Date(session.created_at))}</bdi>
          {' · '}
          <bdi>{units.clock(session.audio_seconds)}</bdi>
        </span>
        <span className="badge" data-status={status}>
          {words[status] ?? status}
          {isRunning && ` ${units.percent(progress)}`}
        </span>
      </Link>
      <div className="history-actions">
        {canBeRetried && (
          <RetryButton label={history.doAgain(name)} isAsked={isAsked} onClick={again} />
        )}
        <button
          type="button"
          className="icon-button"
          aria-label={history.delete(name)}
          title={history.delete(name)}
          onClick={onDelete}
        >
          <DeleteIcon />
        </button>
      </div>
      {canBeRetried && problem !== null && <ProblemLine problem={problem} />}
      {isRunning && (
        <progress
          className="bar history-bar"
          aria-label={history.progressOf(name)}
          max={100}
          value={progress}
        />
      )}
    </li>
  )
}

function useFollowing(
  sessionId: string,
  isFollowed: boolean,
  onStatus: (status: TranscriptionStatus) => void,
): void {
  const options = useStatusOptions()
  const { status } = useTranscriptionStatusSSE(sessionId, { ...options, enabled: isFollowed })
  const tell = useEffectEvent(onStatus)
  useEffect(() => {
    if (status !== null) tell(status)
  }, [status])
}
