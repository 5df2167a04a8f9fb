import './status-card.css'
import type { ReactElement } from 'react'
import type {
  Connection,
  TranscriptionStatus,
  TranscriptionStatusError,
} from 'transcription-status-sse'
import { messages } from '../messages'
import { Announcement } from './Announcement'
import { ConnectionIndicator } from './ConnectionIndicator'
import { connectionLine } from './connectionLine'
import { JobActions } from './JobActions'
import { StatusNotes } from './StatusNotes'
import { useOnline } from './useOnline'

interface StatusCardProps {
  sessionId: string
  status: TranscriptionStatus | null
  connection: Connection
  error: TranscriptionStatusError | null
}

/** The job at a glance: what happens, how far it is, when it will be done, how updates arrive. */
export function StatusCard({
  sessionId,
  status,
  connection,
  error,
}: StatusCardProps): ReactElement {
  const line = connectionLine(connection, status, error, useOnline())
  const message = status?.message ?? messages.session.waitingForStatus
  return (
    <section
      className="card status-card"
      data-status={status?.status ?? 'unknown'}
      data-sequence={status?.sequence}
      data-epoch={status?.epoch}
      data-connection={connection.state}
      data-stale={connection.isStale}
    >
      <div className="status-head">
        <p className="status-message">{message}</p>
        <p className="status-percent" aria-hidden="true">
          {status === null ? '' : messages.session.percent(status.progress)}
        </p>
      </div>
      <ProgressBar progress={status?.progress ?? null} />
      {status !== null && <StatusNotes status={status} connection={connection} />}
      <div className="status-foot">
        <ConnectionIndicator {...line} />
        {status !== null && <JobActions sessionId={sessionId} status={status} />}
      </div>
      <Announcement status={status} connection={line.text} />
    </section>
  )
}

/** Percent, or null while it is not known. */
function ProgressBar({ progress }: { progress: number | null }): ReactElement {
  const label = messages.session.progress
  // Two elements, so that the first value known is there at once: the bar only ever moves between
  // two true values.
  return progress === null ? (
    <progress key="unknown" className="bar" aria-label={label} max={100} />
  ) : (
    <progress key="known" className="bar" aria-label={label} max={100} value={progress} />
  )
}
