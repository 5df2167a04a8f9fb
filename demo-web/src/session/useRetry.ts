import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { asProblem, type Problem } from '../api/problem'
import { retrySession } from '../api/service'
import { policyQuery } from '../policyFromQuery'

interface Retry {
  again: () => void
  isAsked: boolean
  problem: Problem | null
}

/** Do an ended job once more, and go to the new session. */
export function useRetry(sessionId: string): Retry {
  const navigate = useNavigate()
  const search = policyQuery(useLocation().search)
  const [isAsked, setIsAsked] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const again = (): void => {
    if (isAsked) return
    setIsAsked(true)
    setProblem(null)
    retrySession(sessionId).then(
      ({ session_id: id }) => {
        void navigate({ pathname: `/sessions/${id}`, search })
      },
      (thrown: unknown) => {
        setIsAsked(false)
        setProblem(asProblem(thrown))
      },
    )
  }
  return { again, isAsked, problem }
}
