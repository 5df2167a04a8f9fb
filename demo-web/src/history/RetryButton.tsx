import type { ReactElement } from 'react'
import { RetryIcon } from '../shell/icons'

interface RetryButtonProps {
  label: string
  isAsked: boolean
  onClick: () => void
}

/** Do the job again. */
export function RetryButton({ label, isAsked, onClick }: RetryButtonProps): ReactElement {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      aria-disabled={isAsked}
      onClick={onClick}
    >
      <RetryIcon />
    </button>
  )
}
