import { useCallback, useEffect, useRef, useState } from 'react'
import { asProblem, type Problem } from './problem'

interface UserRequest {
  /** Does nothing while one is under way. */
  ask: <Answer>(
    question: (signal: AbortSignal) => Promise<Answer>,
    onAnswer: (answer: Answer) => void,
  ) => void
  /** One is under way. */
  isAsked: boolean
  /** Why the last one brought nothing. */
  problem: Problem | null
}

/**
 * What the user asks of the service, one thing at a time. Once the component has gone, an answer
 * changes nothing any more: its user has left for something else.
 */
export function useRequest(): UserRequest {
  const [isAsked, setIsAsked] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const running = useRef<AbortController | null>(null)

  useEffect(
    () => () => {
      running.current?.abort()
      running.current = null
    },
    [],
  )

  const ask: UserRequest['ask'] = useCallback((question, onAnswer) => {
    if (running.current !== null) return
    const abort = new AbortController()
    running.current = abort
    setIsAsked(true)
    setProblem(null)
    const end = (tell: () => void): void => {
      if (abort.signal.aborted) return
      running.current = null
      setIsAsked(false)
      tell()
    }
    question(abort.signal).then(
      (answer) => {
        end(() => {
          onAnswer(answer)
        })
      },
      (thrown: unknown) => {
        end(() => {
          setProblem(asProblem(thrown))
        })
      },
    )
  }, [])

  return { ask, isAsked, problem }
}
