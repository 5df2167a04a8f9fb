import type { ReactElement } from 'react'
import { useCallback } from 'react'
import type { TranscriptionStatus } from '../types.js'
import type { ProgressMessages } from './messages/contract.js'
import { useSmoothProgress } from './use-smooth-progress.js'

interface ProgressBarProps {
  status: TranscriptionStatus | null
  /** A status is on its way. */
  isAsking: boolean
  messages: ProgressMessages
}

/**
 * The bar. How full it is, and how fast it gets there, are CSS variables on it: set through the
 * CSSOM, which a Content-Security-Policy allows, where it would block attributes in HTML that was
 * rendered on a server. Until then the bar is empty; its value is in the attributes from the first.
 */
export function ProgressBar({ status, isAsking, messages }: ProgressBarProps): ReactElement {
  const { value, durationMs } = useSmoothProgress(status)
  const set = useCallback(
    (bar: HTMLElement | null) => {
      bar?.style.setProperty('--tss-progress', String((value ?? 0) / 100))
      bar?.style.setProperty('--tss-pace', `${durationMs}ms`)
    },
    [value, durationMs],
  )
  const known =
    status === null
      ? { 'data-unknown': isAsking ? true : undefined }
      : { 'aria-valuenow': status.progress, 'aria-valuetext': messages.percent(status.progress) }
  return (
    <div
      ref={set}
      data-part="bar"
      role="progressbar"
      aria-label={messages.progress}
      aria-valuemin={0}
      aria-valuemax={100}
      {...known}
    >
      <div data-part="fill" />
    </div>
  )
}
