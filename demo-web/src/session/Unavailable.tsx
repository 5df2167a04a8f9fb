import type { ReactElement } from 'react'
import type { TranscriptionStatusError } from 'transcription-status-sse'
import { messages } from '../messages'
import { Notice } from '../shell/Notice'

interface UnavailableProps {
  error: TranscriptionStatusError
  retry: () => void
}

/** Why no status can be had, and the way to ask again. */
export function Unavailable({ error, retry }: UnavailableProps): ReactElement {
  return (
    <Notice tone="failure" title={messages.session.unavailable} detail={error.message}>
      <button type="button" className="button" onClick={retry}>
        {messages.session.tryAgain}
      </button>
    </Notice>
  )
}
