import type { ReactElement } from 'react'
import { deleteSession, type SessionSummary } from '../api/service'
import { useRequest } from '../api/useRequest'
import { useMessages } from '../language/LanguageProvider'
import { hasEnded } from '../session/lifecycle'
import { AlertDialog } from '../shell/AlertDialog'
import { ProblemNotice } from '../shell/ProblemNotice'

interface DeletionDialogProps {
  session: SessionSummary
  onClose: () => void
  onDeleted: () => void
}

/** Asks before it deletes. What the service was told to delete cannot be kept any more. */
export function DeletionDialog({ session, onClose, onDeleted }: DeletionDialogProps): ReactElement {
  const text = useMessages().deletion
  const { ask, isAsked, problem } = useRequest()
  return (
    <AlertDialog
      title={text.title}
      detail={
        <>
          {text.detail(<bdi>{session.file_name}</bdi>)}{' '}
          {!hasEnded(session.status) && text.whileRunning}
        </>
      }
      isHeld={isAsked}
      onClose={onClose}
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      <div className="actions">
        <button
          type="button"
          className="button danger"
          aria-disabled={isAsked}
          onClick={() => {
            ask(() => deleteSession(session.session_id), onDeleted)
          }}
        >
          {isAsked ? text.deleting : text.confirm}
        </button>
        <button
          type="button"
          className="button quiet"
          aria-disabled={isAsked}
          onClick={isAsked ? undefined : onClose}
        >
          {text.keep}
        </button>
      </div>
    </AlertDialog>
  )
}
