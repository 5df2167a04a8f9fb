import type { ReactElement, ReactNode } from 'react'
import type { Problem } from '../api/problem'
import { useMessages } from '../language/LanguageProvider'
import { problemWords } from '../language/problemWords'
import { Notice } from './Notice'

interface ProblemNoticeProps {
  problem: Problem
  /** `failure`, unless said otherwise, is announced at once. */
  tone?: 'failure' | 'calm'
  /** What the user can do. */
  children?: ReactNode
}

/** Why the service did not do what it was asked. */
export function ProblemNotice({
  problem,
  tone = 'failure',
  children,
}: ProblemNoticeProps): ReactElement {
  return (
    <Notice tone={tone} {...problemWords(useMessages(), problem)}>
      {children}
    </Notice>
  )
}
