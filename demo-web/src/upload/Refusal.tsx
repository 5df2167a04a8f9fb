import type { ReactElement } from 'react'
import type { Problem } from '../api/problem'
import { messages } from '../messages'
import { Notice } from '../shell/Notice'

interface RefusalProps {
  audio: File
  problem: Problem
  onAgain: (audio: File) => void
}

/** Why the upload did not work. Sending the same again is offered where that can help. */
export function Refusal({ audio, problem, onAgain }: RefusalProps): ReactElement {
  return (
    <Notice tone="failure" title={problem.title} detail={problem.detail}>
      {problem.mayPass && (
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            onAgain(audio)
          }}
        >
          {messages.upload.again(audio.name)}
        </button>
      )}
    </Notice>
  )
}
