import type { ReactNode } from 'react'
import type { Problem } from '../api/problem'
import { AsItCame } from './AsItCame'
import type { Messages } from './english'

/** What happened, and what its user can do. */
export interface Words {
  title: ReactNode
  detail: ReactNode
}

/** A problem in the language of `messages`; where that has no sentence, as the service said it. */
export function problemWords(messages: Messages, problem: Problem): Words {
  const { known, unanswered, unexpectedAnswer } = messages.problem
  if (problem.status === 0) return unanswered
  const said = known[problem.code]
  if (said !== undefined) return said
  const unexpected = unexpectedAnswer(problem.status)
  return {
    title: asItCame(problem.title) ?? unexpected.title,
    detail: asItCame(problem.detail) ?? unexpected.detail,
  }
}

const asItCame = (text: string): ReactNode =>
  text === '' ? undefined : <AsItCame>{text}</AsItCame>
