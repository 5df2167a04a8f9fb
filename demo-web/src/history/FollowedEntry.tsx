import { useEffect, useEffectEvent, type ReactElement } from 'react'
import { useTranscriptionStatusSSE, type TranscriptionStatus } from 'transcription-status-sse'
import { useStatusOptions } from '../session/useStatusOptions'
import { SessionEntry, type SessionEntryProps } from './SessionEntry'

interface FollowedEntryProps extends SessionEntryProps {
  onStatus: (status: TranscriptionStatus) => void
}

/** A session that runs, as it runs. */
export function FollowedEntry({ onStatus, ...entry }: FollowedEntryProps): ReactElement {
  const { status } = useTranscriptionStatusSSE(entry.session.session_id, useStatusOptions())
  const tell = useEffectEvent(onStatus)
  useEffect(() => {
    if (status !== null) tell(status)
  }, [status])
  return <SessionEntry {...entry} />
}
