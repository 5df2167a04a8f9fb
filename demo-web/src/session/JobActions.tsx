import type { ReactElement } from 'react'
import type { TranscriptionStatus } from 'transcription-status-sse'
import type { SessionSummary } from '../api/service'
import { hasEnded } from './lifecycle'
import { CancelButton } from './CancelButton'
import { DoAgainButton } from './DoAgainButton'
import { Downloads } from './Downloads'

interface JobActionsProps {
  status: TranscriptionStatus
  /** Null until it is known. */
  session: SessionSummary | null
}

/** What can be done with the job in its present state. */
export function JobActions({ status, session }: JobActionsProps): ReactElement | null {
  if (!hasEnded(status)) return <CancelButton sessionId={status.session_id} />
  if (status.status === 'completed') return <Downloads sessionId={status.session_id} />
  // What was asked while it ran says nothing of the recording that is kept afterwards.
  if (session === null || !hasEnded(session.status)) return null
  return <DoAgainButton session={session} />
}
