import type { ReactElement } from 'react'
import type { UploadProgress } from '../api/upload'
import { messages } from '../messages'

interface SendingCardProps {
  audio: File
  progress: UploadProgress
  onCancel: () => void
}

/** How much of the recording has left this machine. */
export function SendingCard({ audio, progress, onCancel }: SendingCardProps): ReactElement {
  const { sentBytes, totalBytes } = progress
  const percent = totalBytes === 0 ? 0 : (100 * sentBytes) / totalBytes
  const isSent = totalBytes > 0 && sentBytes >= totalBytes
  return (
    <section className="card sending" aria-labelledby="sending-heading">
      <div className="status-head">
        <h2 id="sending-heading" className="status-message">
          {messages.upload.sending(audio.name)}
        </h2>
        <p className="status-percent" aria-hidden="true">
          {messages.session.percent(percent)}
        </p>
      </div>
      <progress className="bar" aria-label={messages.upload.progress} max={100} value={percent} />
      <div className="status-foot">
        <p className="note" role="status">
          {isSent ? messages.upload.checking : messages.upload.sent(sentBytes, totalBytes)}
        </p>
        <button type="button" className="button quiet" onClick={onCancel}>
          {messages.upload.cancel}
        </button>
      </div>
    </section>
  )
}
