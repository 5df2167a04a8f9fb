import type { ReactElement } from 'react'
import type { Connection, TranscriptionStatus } from 'transcription-status-sse'
import { messages } from '../messages'

interface StatusNotesProps {
  status: TranscriptionStatus
  connection: Connection
}

/**
 * What else is known of the job: when it will be done, what came out, that it was begun anew.
 * An estimate that nothing refreshes would be a guess: the page then says how old the status is.
 */
export function StatusNotes({ status, connection }: StatusNotesProps): ReactElement {
  const { isStale, lastUpdateAt } = connection
  return (
    <div className="status-notes" data-status={status.status}>
      {isStale && lastUpdateAt !== null ? (
        <p>{messages.session.lastUpdate(new Date(lastUpdateAt))}</p>
      ) : (
        <Outlook status={status} />
      )}
      {status.attempt > 1 && <p className="note">{messages.session.attempt(status.attempt)}</p>}
    </div>
  )
}

function Outlook({ status }: { status: TranscriptionStatus }): ReactElement | null {
  const { words, audio_seconds: audioSeconds } = status.statistics ?? {}
  if (status.status === 'completed' && words != null && audioSeconds != null) {
    return <p>{messages.session.summary(words, audioSeconds)}</p>
  }
  const remaining = remainingSeconds(status)
  return remaining === null ? null : (
    <p className="estimate">{messages.session.estimate(remaining)}</p>
  )
}

/** Both times are the service's own: this machine's clock may be wrong without harm. */
function remainingSeconds(status: TranscriptionStatus): number | null {
  if (status.estimated_completion === null || status.status !== 'processing') return null
  const until = Date.parse(status.estimated_completion) - Date.parse(status.timestamp)
  return Number.isFinite(until) ? Math.max(0, until / 1000) : null
}
