import type { ReactElement } from 'react'
import type { SessionSummary } from '../api/service'
import { useMessages } from '../language/LanguageProvider'
import { problemWords } from '../language/problemWords'
import { useRetry } from '../session/useRetry'
import { RetryIcon } from '../shell/icons'

interface RetryButtonProps {
  session: SessionSummary
  label: string
}

/** Do the job again; nothing where its recording is not kept any more. */
export function RetryButton({ session, label }: RetryButtonProps): ReactElement | null {
  const messages = useMessages()
  const { again, isAsked, problem } = useRetry(session.session_id)
  if (session.urls.retry == null) return null
  return (
    <>
      {problem !== null && (
        <p className="note" role="alert">
          {problemWords(messages, problem).title}
        </p>
      )}
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
