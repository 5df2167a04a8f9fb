import './page-head.css'
import type { ReactElement } from 'react'
import { Link, useLocation, useParams } from 'react-router'
import { useTranscriptionStatusSSE, type TranscriptionStatusError } from 'transcription-status-sse'
import { TranscriptionProgress } from 'transcription-status-sse/components'
import 'transcription-status-sse/components.css'
import '../session/status-card.css'
import { InspectorPanel } from '../inspector/InspectorPanel'
import type { Messages } from '../language/english'
import { useMessages } from '../language/LanguageProvider'
import { policyQuery } from '../policyFromQuery'
import { ConnectionFigures } from '../session/ConnectionFigures'
import { DeleteButton } from '../session/DeleteButton'
import { EndNotification } from '../session/EndNotification'
import { faviconOf } from '../session/favicon'
import { JobActions } from '../session/JobActions'
import { hasEnded } from '../session/lifecycle'
import { SessionProblem } from '../session/SessionProblem'
import { sessionTitle } from '../session/sessionTitle'
import { Statistics } from '../session/Statistics'
import { useFavicon } from '../session/useFavicon'
import { useSession } from '../session/useSession'
import { useStatusOptions } from '../session/useStatusOptions'
import { Transcript } from '../transcript/Transcript'
import { usePageFocus } from './usePageFocus'

/** One transcription job, live. */
export function SessionPage(): ReactElement {
  const { sessionId = '' } = useParams()
  const search = policyQuery(useLocation().search)
  const messages = useMessages()
  const live = useTranscriptionStatusSSE(sessionId, useStatusOptions())
  const { status, connection } = live
  const isEnded = status !== null && hasEnded(status)
  const { session, problem, askAgain } = useSession(sessionId, isEnded)
  const heading = usePageFocus()
  useFavicon(faviconOf(status))

  const wayOut = wayOutOf(live.error, messages, search)
  const isRecordingGone = session !== null && hasEnded(session.status) && session.urls.retry == null
  const name = session?.file_name ?? messages.session.untitled
  return (
    <div className="page session-page">
      <title>{sessionTitle(messages, name, status)}</title>
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          <bdi>{name}</bdi>
        </h1>
        <div className="actions">
          {session !== null && status !== null && <DeleteButton session={{ ...session, status }} />}
          <Link className="button quiet" to={{ pathname: '/', search }}>
            {messages.session.startAnother}
          </Link>
        </div>
      </header>
      <TranscriptionProgress
        className="status-card"
        {...live}
        // Asking again would bring the same answer: there is something better to do.
        retry={wayOut === null ? live.retry : undefined}
        messages={isRecordingGone ? messages.progressWithoutRecording : messages.progress}
      >
        {wayOut ?? (status !== null && <JobActions status={status} session={session} />)}
      </TranscriptionProgress>
      {/* While the job runs, its status tells of problems. */}
      {isEnded && problem !== null && <SessionProblem problem={problem} onAgain={askAgain} />}
      {status !== null && (
        <>
          <EndNotification name={name} status={status} />
          {status.statistics != null && <Statistics statistics={status.statistics} />}
          {status.status === 'completed' && <Transcript session={session} sessionId={sessionId} />}
          <ConnectionFigures connection={connection} />
        </>
      )}
      <InspectorPanel sessionId={sessionId} />
    </div>
  )
}

/** What there is to do where no session can be shown, other than to ask again. */
function wayOutOf(
  error: TranscriptionStatusError | null,
  { session, crash }: Messages,
  search: string,
): ReactElement | null {
  const code = error?.code
  if (code === 'unauthorized') {
    return (
      <a className="button" href={window.location.href}>
        {crash.reload}
      </a>
    )
  }
  if (code !== 'forbidden' && code !== 'not-found' && code !== 'gone') return null
  return (
    <Link className="button" to={{ pathname: '/', search }}>
      {session.startAnother}
    </Link>
  )
}
