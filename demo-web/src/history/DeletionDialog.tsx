import './deletion-dialog.css'
import { useState, type ReactElement } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { asProblem, type Problem } from '../api/problem'
import { deleteSession, type SessionSummary } from '../api/service'
import { useMessages } from '../language/LanguageProvider'
import { hasEnded } from '../session/lifecycle'
import { ProblemNotice } from '../shell/ProblemNotice'

interface DeletionDialogProps {
  /** The session to delete; null: nothing is asked. */
  session: SessionSummary | null
  onClose: () => void
  onDeleted: (session: SessionSummary) => void
}

/** Asks before it deletes. */
export function DeletionDialog({ session, onClose, onDeleted }: DeletionDialogProps): ReactElement {
  return (
    <ModalOverlay
      className="veil"
      isOpen={session !== null}
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Modal>
        <Dialog className="card dialog" role="alertdialog">
          {session !== null && (
            <Question session={session} onClose={onClose} onDeleted={onDeleted} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Question({
  session,
  onClose,
  onDeleted,
}: DeletionDialogProps & { session: SessionSummary }): ReactElement {
  const text = useMessages().deletion
  const [isAsked, setIsAsked] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const confirm = (): void => {
    if (isAsked) return
    setIsAsked(true)
    setProblem(null)
    deleteSession(session.session_id).then(
      () => {
        onDeleted(session)
      },
      (thrown: unknown) => {
        setIsAsked(false)
        setProblem(asProblem(thrown))
      },
    )
  }

  return (
    <>
      <Heading slot="title">{text.title}</Heading>
      <p>
        {text.detail(<bdi>{session.file_name}</bdi>)}{' '}
        {!hasEnded(session.status) && text.whileRunning}
      </p>
      {problem !== null && <ProblemNotice problem={problem} />}
      <div className="actions">
        <button type="button" className="button danger" aria-disabled={isAsked} onClick={confirm}>
          {isAsked ? text.deleting : text.confirm}
        </button>
        <button type="button" className="button quiet" onClick={onClose}>
          {text.keep}
        </button>
      </div>
    </>
  )
}
