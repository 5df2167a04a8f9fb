import { useEffect, useState } from 'react'
import type { TranscriptionSnapshot, TranscriptionStatus } from 'transcription-status-sse'
import { live } from '../../ground/live'

/** Listens, and does nothing with what it hears between the first update and the job's end. */
export function useEndsOnly(sessionId: string): TranscriptionSnapshot {
  const [status, setStatus] = useState<TranscriptionStatus | null>(null)
  useEffect(() => {
    const source = new EventSource(`/api/v1/sessions/${sessionId}/status/stream`)
    let isFirst = true
    source.addEventListener('status', ({ data }: MessageEvent<string>) => {
      // The only word that differs between the updates.
      const isLast = data.includes('"status":"completed"')
      if (isFirst || isLast) setStatus(JSON.parse(data) as TranscriptionStatus)
      isFirst = false
      if (isLast) source.close()
    })
    return () => {
      source.close()
    }
  }, [sessionId])
  return { status, connection: live, error: null }
}
