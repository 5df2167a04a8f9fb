import { useEffect, type ReactElement } from 'react'
import { useBlocker, type BlockerFunction } from 'react-router'
import { useMessages } from '../language/LanguageProvider'
import { AlertDialog } from './AlertDialog'

interface LeavingQuestionProps {
  /** What would be lost with the page. */
  of: 'upload' | 'recording'
}

/** As long as it is rendered, nobody leaves the page without having been asked. */
export function LeavingQuestion({ of }: LeavingQuestionProps): ReactElement | null {
  const text = useMessages().leaving
  const blocker = useBlocker(isOtherPage)
  useWarningBeforeUnload()
  if (blocker.state !== 'blocked') return null
  return (
    <AlertDialog title={text[of].title} detail={text[of].detail} onClose={blocker.reset}>
      <div className="actions">
        <button type="button" className="button danger" onClick={blocker.proceed}>
          {text[of].leave}
        </button>
        <button type="button" className="button quiet" onClick={blocker.reset}>
          {text.stay}
        </button>
      </div>
    </AlertDialog>
  )
}

const isOtherPage: BlockerFunction = ({ currentLocation, nextLocation }) =>
  currentLocation.pathname !== nextLocation.pathname

/** For what leaves the whole application, the browser asks in its own words. */
function useWarningBeforeUnload(): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => {
      window.removeEventListener('beforeunload', warn)
    }
  }, [])
}
