import { useLocation, useNavigate } from 'react-router'
import type { Problem } from '../api/problem'
import { retrySession } from '../api/service'
import { useRequest } from '../api/useRequest'
import { policyQuery } from '../policyFromQuery'

interface Retry {
  again: () => void
  isAsked: boolean
  problem: Problem | null
}

/** Do an ended job once more, and go to the new session: unless its user has gone elsewhere. */
export function useRetry(sessionId: string): Retry {
  const navigate = useNavigate()
  const search = policyQuery(useLocation().search)
  const { ask, isAsked, problem } = useRequest()
  const again = (): void => {
    ask(
      () => retrySession(sessionId),
      ({ session_id: id }) => {
        void navigate({ pathname: `/sessions/${id}`, search })
      },
    )
  }
  return { again, isAsked, problem }
}
