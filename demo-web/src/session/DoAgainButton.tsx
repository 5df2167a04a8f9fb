import type { ReactElement } from 'react'
import type { SessionSummary } from '../api/service'
import { useMessages } from '../language/LanguageProvider'
import { RetryIcon } from '../shell/icons'
import { ProblemLine } from '../shell/ProblemLine'
import { useRetry } from './useRetry'

/** Transcribes the recording once more, as long as it is kept. */
export function DoAgainButton({ session }: { session: SessionSummary }): ReactElement {
  const text = useMessages().session
  const { again, isAsked, problem } = useRetry(session.session_id)
  if (session.urls.retry == null) return <p className="note">{text.notKept}</p>
  return (
    <>
      {problem !== null && <ProblemLine problem={problem} />}
      <button type="button" className="button" aria-disabled={isAsked} onClick={again}>
        <RetryIcon />
        {text.doAgain}
      </button>
    </>
  )
}
