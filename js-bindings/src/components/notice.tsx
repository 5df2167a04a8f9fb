import type { ReactElement, ReactNode } from 'react'
import { useCallback, useRef } from 'react'
import type { TranscriptionStatus, TranscriptionStatusError } from '../types.js'
import type { ProgressMessages } from './messages/contract.js'
import { entryOf } from './messages/contract.js'
import { AlertSign } from './signs.js'

interface ErrorNoticeProps {
  error: TranscriptionStatusError
  retry: (() => void) | undefined
  messages: ProgressMessages
}

/** Why no updates can be had, and what the user can do about it. */
export function ErrorNotice({ error, retry, messages }: ErrorNoticeProps): ReactElement {
  // A code that came with a later version brings its own sentence.
  const { title, advice } = entryOf(messages.errors, error.code) ?? { title: error.message }
  return (
    <Notice title={title} advice={advice} code={error.code}>
      {retry !== undefined && (
        <button type="button" data-part="retry" onClick={() => retry()}>
          {messages.tryAgain}
        </button>
      )}
    </Notice>
  )
}

interface FailureNoticeProps {
  status: TranscriptionStatus
  messages: ProgressMessages
}

/** Why there will be no transcript, and what the user can do about it. */
export function FailureNotice({ status, messages }: FailureNoticeProps): ReactElement {
  const { known, unknown, advice } = messages.failure
  const { code, message = '' } = status.error ?? {}
  const entry = entryOf(known, code)
  if (entry !== undefined) return <Notice title={entry.reason} advice={entry.advice} code={code} />
  const reason = message === '' ? status.message : message
  return (
    <Notice title={reason === '' ? unknown : <bdi>{reason}</bdi>} advice={advice} code={code} />
  )
}

interface NoticeProps {
  title: ReactNode
  advice: string | undefined
  code: string | undefined
  children?: ReactNode
}

function Notice({ title, advice, code, children }: NoticeProps): ReactElement {
  const place = useFocusOfRoot()
  return (
    <div ref={place} data-part="notice" data-code={code}>
      <span data-part="sign">
        <AlertSign />
      </span>
      <div data-part="notice-text" role="alert">
        <p data-part="notice-title">{title}</p>
        {advice !== undefined && <p data-part="advice">{advice}</p>}
      </div>
      {children}
    </div>
  )
}

/**
 * For an element that may be removed while what is in it has the focus: that goes to the component's
 * root then, where it would be lost.
 */
function useFocusOfRoot(): (element: HTMLElement | null) => void {
  const placed = useRef<HTMLElement | null>(null)
  return useCallback((element) => {
    // React says so before it removes it.
    const isLeaving = element === null && placed.current?.matches(':focus-within') === true
    if (isLeaving) placed.current?.closest<HTMLElement>(ROOT)?.focus()
    placed.current = element
  }, [])
}

const ROOT = "[data-part='transcription-progress']"
