import type { ReactElement } from 'react'
import type { TranscriptionStatus } from 'transcription-status-sse'
import { messages } from '../messages'
import { Notice } from '../shell/Notice'

/** That there will be no transcript, why, and what to do. */
export function JobFailure({ status }: { status: TranscriptionStatus }): ReactElement {
  const { error, message } = status
  const { failed, failedAdvice } = messages.session
  // The status line tells the reason already where the service gives it there as well.
  const reason = error === null || error.message === message ? '' : error.message
  return <Notice tone="failure" title={failed} detail={`${reason} ${failedAdvice}`.trim()} />
}
