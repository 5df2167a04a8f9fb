import { useCallback, useEffect, useState } from 'react'
import { asProblem, type Problem } from './problem'

interface Asked<Answer> {
  /** Null until it came. */
  answer: Answer | null
  problem: Problem | null
  askAgain: () => void
}

/**
 * Ask the service once for each `argument`, and give up on it when the component goes.
 *
 * @param ask must be the same function at every render
 */
export function useAnswer<Argument, Answer>(
  ask: (argument: Argument, signal: AbortSignal) => Promise<Answer>,
  argument: Argument,
): Asked<Answer> {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [times, setTimes] = useState(0)

  useEffect(() => {
    const abort = new AbortController()
    ask(argument, abort.signal).then(
      (answered) => {
        if (!abort.signal.aborted) setAnswer(answered)
      },
      (thrown: unknown) => {
        if (!abort.signal.aborted) setProblem(asProblem(thrown))
      },
    )
    return () => {
      abort.abort()
      setAnswer(null)
      setProblem(null)
    }
  }, [ask, argument, times])

  const askAgain = useCallback(() => {
    setTimes((before) => before + 1)
  }, [])
  return { answer, problem, askAgain }
}
