import './alert-dialog.css'
import { useId, type ReactElement, type ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

interface AlertDialogProps {
  title: string
  detail: ReactNode
  /** It cannot be closed now. */
  isHeld?: boolean
  /** By Escape, or by a click beside it. */
  onClose: () => void
  /** The answers. */
  children: ReactNode
}

/** A question that must be answered before anything else is done, as long as it is rendered. */
export function AlertDialog({
  title,
  detail,
  isHeld = false,
  onClose,
  children,
}: AlertDialogProps): ReactElement {
  const detailId = useId()
  return (
    <ModalOverlay
      className="veil"
      isOpen
      isDismissable={!isHeld}
      isKeyboardDismissDisabled={isHeld}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Modal className="dialog-frame">
        <Dialog className="card dialog" role="alertdialog" aria-describedby={detailId}>
          <Heading slot="title">{title}</Heading>
          <p id={detailId}>{detail}</p>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
