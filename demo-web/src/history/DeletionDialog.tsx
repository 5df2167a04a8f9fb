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
  session: SessionSummary
  onClose: () => void
  onDeleted: () => void
}

/** Asks before it deletes, as long as it is rendered. */
export function DeletionDialog(props: DeletionDialogProps): ReactElement {
  return (
    <ModalOverlay
      className="veil"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose()
      }}
    >
      <Modal className="dialog-frame">
        <Dialog className="card dialog" role="alertdialog" aria-describedby="deletion-detail">
          <Question {...props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Question({ session, onClose, onDeleted }: DeletionDialogProps): ReactElement {
  const text = useMessages().deletion
  const [isAsked, setIsAsked] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const confirm = (): void => {
    if (isAsked) return
    setIsAsked(true)
    setProblem(null)
    deleteSession(session.session_id).then(onDeleted, (thrown: unknown) => {
      setIsAsked(false)
      setProblem(asProblem(thrown))
    })
  }

  return (
    <>
      <Heading slot="title">{text.title}</Heading>
      <p id="deletion-detail">
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
