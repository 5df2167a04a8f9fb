import { useCallback, useEffect, useState } from 'react'
import { asProblem, type Problem } from '../api/problem'
import { readSession, type SessionSummary } from '../api/service'

interface AskedSession {
  /** Null until it came. What was known stays meanwhile. */
  session: SessionSummary | null
  /** Why the newest question has no answer yet, once it has failed twice. */
  problem: Problem | null
  askAgain: () => void
}

/** Milliseconds before the second question, the third, and so on. */
const pauses = [1_000, 2_000, 4_000, 8_000, 16_000] as const
const longestPause = 30_000

/**
 * What the service knows of a session beyond its status, asked again when the job has ended: then
 * its recording can be had and done again, or not any more. What may pass is tried again by itself.
 */
export function useSession(sessionId: string, isEnded: boolean): AskedSession {
  const [session, setSession] = useState<SessionSummary | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [times, setTimes] = useState(0)

  useEffect(() => {
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = (failures: number): void => {
      readSession(sessionId, abort.signal).then(
        (answered) => {
          if (abort.signal.aborted) return
          setProblem(null)
          setSession(answered)
        },
        (thrown: unknown) => {
          if (abort.signal.aborted) return
          const met = asProblem(thrown)
          // A single one that was lost is made up for before anyone need read of it.
          if (failures > 0 || !met.mayPass) setProblem(met)
          if (!met.mayPass) return
          timer = setTimeout(() => {
            ask(failures + 1)
          }, pauses[failures] ?? longestPause)
        },
      )
    }
    ask(0)
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [sessionId, isEnded, times])

  const askAgain = useCallback(() => {
    setTimes((before) => before + 1)
  }, [])
  return { session, problem, askAgain }
}
