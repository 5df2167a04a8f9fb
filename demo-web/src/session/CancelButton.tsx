import { useRef, useState, type ReactElement } from 'react'
import { asProblem, type Problem } from '../api/problem'
import { cancelSession } from '../api/service'
import { useMessages } from '../language/LanguageProvider'
import { ProblemLine } from '../shell/ProblemLine'
import { useFocusHandedOn } from './useFocusHandedOn'

/** Ends the job. The status itself tells when that is done; until then the button stays. */
export function CancelButton({ sessionId }: { sessionId: string }): ReactElement {
  const text = useMessages().session
  const [isAsked, setIsAsked] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  useFocusHandedOn(button)

  const cancel = (): void => {
    setIsAsked(true)
    setProblem(null)
    cancelSession(sessionId).catch((thrown: unknown) => {
      setIsAsked(false)
      setProblem(asProblem(thrown))
    })
  }

  return (
    <>
      {problem !== null && <ProblemLine problem={problem} />}
      <button
        ref={button}
        type="button"
        className="button quiet"
        aria-disabled={isAsked}
        onClick={isAsked ? undefined : cancel}
      >
        {isAsked ? text.cancelling : text.cancel}
      </button>
    </>
  )
}
