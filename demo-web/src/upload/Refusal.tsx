import type { ReactElement } from 'react'
import type { Problem } from '../api/problem'
import { useMessages } from '../language/LanguageProvider'
import { ProblemNotice } from '../shell/ProblemNotice'

interface RefusalProps {
  audio: File
  problem: Problem
  onAgain: (audio: File) => void
}

/** Why the upload did not work. Sending the same again is offered where that can help. */
export function Refusal({ audio, problem, onAgain }: RefusalProps): ReactElement {
  const { again } = useMessages().upload
  return (
    <ProblemNotice problem={problem}>
      {problem.mayPass && (
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            onAgain(audio)
          }}
        >
          {again(<bdi>{audio.name}</bdi>)}
        </button>
      )}
    </ProblemNotice>
  )
}
