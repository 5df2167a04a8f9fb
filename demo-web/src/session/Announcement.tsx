import { useState, type ReactElement } from 'react'
import type { TranscriptionStatus } from 'transcription-status-sse'
import { messages } from '../messages'

const announcedStep = 25

interface AnnouncementProps {
  status: TranscriptionStatus | null
  connection: string
}

/**
 * What a screen reader tells of the progress: each quarter, each new state of the job, and each
 * change of how updates arrive. The bar itself can be read at any time.
 */
export function Announcement({ status, connection }: AnnouncementProps): ReactElement {
  return (
    <div className="visually-hidden" role="status">
      <p>{status !== null && <Milestone status={status} key={milestone(status)} />}</p>
      <p>{connection}</p>
    </div>
  )
}

/** Keeps the sentence with which the milestone was reached. */
function Milestone({ status }: { status: TranscriptionStatus }): string {
  const [reached] = useState(() =>
    messages.announcement(status.message, Math.floor(status.progress)),
  )
  return reached
}

function milestone({ attempt, status, progress }: TranscriptionStatus): string {
  return `${attempt} ${status} ${Math.floor(progress / announcedStep)}`
}
