import { useEffect, useState } from 'react'
import type { TranscriptionSnapshot, TranscriptionStatus } from 'transcription-status-sse'
import { live } from './live'

/** The hook that most people write: `EventSource`, `JSON.parse`, and `setState` for each message. */
export function usePlainStatus(sessionId: string): TranscriptionSnapshot {
  const [status, setStatus] = useState<TranscriptionStatus | null>(null)
  useEffect(() => {
    const source = new EventSource(`/api/v1/sessions/${sessionId}/status/stream`)
    source.addEventListener('status', ({ data }: MessageEvent<string>) => {
      const next = JSON.parse(data) as TranscriptionStatus
      setStatus(next)
      if (next.status === 'completed') source.close()
    })
    return () => {
      source.close()
    }
  }, [sessionId])
  return { status, connection: live, error: null }
}
