import { useEffect, useState } from 'react'
import { readSession, type SessionSummary } from '../api/service'

/**
 * What the service knows of a session beyond its status, asked again when the job has ended: then
 * its recording can be had and done again, or not any more. Null until it came; the status tells
 * of problems.
 */
export function useSession(sessionId: string, isEnded: boolean): SessionSummary | null {
  const [session, setSession] = useState<SessionSummary | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    readSession(sessionId, abort.signal).then(
      (answered) => {
        if (!abort.signal.aborted) setSession(answered)
      },
      () => undefined,
    )
    return () => {
      abort.abort()
    }
  }, [sessionId, isEnded])
  return session
}
