import type { ReactElement } from 'react'
import type { Problem } from '../api/problem'
import { useMessages } from '../language/LanguageProvider'
import { problemWords } from '../language/problemWords'

/** Beside the button that did not work: why, and what to do. */
export function ProblemLine({ problem }: { problem: Problem }): ReactElement {
  const { title, detail } = problemWords(useMessages(), problem)
  return (
    <p className="problem-line" role="alert">
      {title} {detail}
    </p>
  )
}
