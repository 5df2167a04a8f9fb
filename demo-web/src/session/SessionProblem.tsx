import type { ReactElement } from 'react'
import type { Problem } from '../api/problem'
import { useMessages } from '../language/LanguageProvider'
import { problemWords } from '../language/problemWords'
import { Notice } from '../shell/Notice'

interface SessionProblemProps {
  problem: Problem
  onAgain: () => void
}

/** Why an ended job has less to offer than it should. */
export function SessionProblem({ problem, onAgain }: SessionProblemProps): ReactElement {
  const messages = useMessages()
  const { title, detail } = problemWords(messages, problem)
  return (
    <Notice
      tone="failure"
      title={messages.session.incomplete}
      detail={
        <>
          {title} {detail}
        </>
      }
    >
      <button type="button" className="button quiet" onClick={onAgain}>
        {messages.session.tryAgain}
      </button>
    </Notice>
  )
}
