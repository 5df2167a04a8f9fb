import { useState, type ReactElement } from 'react'
import type { TranscriptionStatus } from 'transcription-status-sse'
import { asProblem, type Problem } from '../api/problem'
import { cancelSession, transcriptTextUrl } from '../api/service'
import { messages } from '../messages'
import { DownloadIcon } from '../shell/icons'

interface JobActionsProps {
  sessionId: string
  status: TranscriptionStatus
}

/** What can be done with the job in its present state. */
export function JobActions({ sessionId, status }: JobActionsProps): ReactElement | null {
  if (status.status === 'queued' || status.status === 'processing') {
    return <CancelButton sessionId={sessionId} />
  }
  if (status.status === 'completed') {
    return (
      <a className="button" href={transcriptTextUrl(sessionId)} download>
        <DownloadIcon />
        {messages.session.download}
      </a>
    )
  }
  return null
}

function CancelButton({ sessionId }: { sessionId: string }): ReactElement {
  const [isAsked, setIsAsked] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const cancel = (): void => {
    setIsAsked(true)
    setProblem(null)
    // The button stays as it is until the status itself says that the job was cancelled.
    cancelSession(sessionId).catch((thrown: unknown) => {
      setIsAsked(false)
      setProblem(asProblem(thrown))
    })
  }

  return (
    <>
      {problem !== null && (
        <p className="note" role="alert">
          {problem.message}
        </p>
      )}
      <button
        type="button"
        className="button quiet"
        aria-disabled={isAsked}
        onClick={isAsked ? undefined : cancel}
      >
        {isAsked ? messages.session.cancelling : messages.session.cancel}
      </button>
    </>
  )
}
