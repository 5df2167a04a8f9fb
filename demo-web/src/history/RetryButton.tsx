import type { ReactElement } from 'react'
import type { SessionSummary } from '../api/service'
import { useRetry } from '../session/useRetry'
import { RetryIcon } from '../shell/icons'
import { ProblemLine } from '../shell/ProblemLine'

interface RetryButtonProps {
  session: SessionSummary
  label: string
}

/** Do the job again; nothing where its recording is not kept any more. */
export function RetryButton({ session, label }: RetryButtonProps): ReactElement | null {
  const { again, isAsked, problem } = useRetry(session.session_id)
  if (session.urls.retry == null) return null
  return (
    <>
      {problem !== null && <ProblemLine problem={problem} />}
      <button
        type="button"
        className="icon-button"
        aria-label={label}
        title={label}
        aria-disabled={isAsked}
        onClick={again}
      >
        <RetryIcon />
      </button>
    </>
  )
}
