import type { ReactElement } from 'react'
import type { UploadProgress } from '../api/upload'
import { useMessages } from '../language/LanguageProvider'
import type { Pace } from './pace'

interface SendingCardProps {
  audio: File
  progress: UploadProgress
  pace: Pace | null
  onCancel: () => void
}

/** How much of the recording has left this machine, how fast, and for how long still. */
export function SendingCard({ audio, progress, pace, onCancel }: SendingCardProps): ReactElement {
  const { upload: text, units } = useMessages()
  const { sentBytes, totalBytes } = progress
  const percent = totalBytes === 0 ? 0 : (100 * sentBytes) / totalBytes
  const isSent = totalBytes > 0 && sentBytes >= totalBytes
  return (
    <section className="card sending" aria-labelledby="sending-heading">
      <div className="sending-head">
        <h2 id="sending-heading">{text.sending(<bdi>{audio.name}</bdi>)}</h2>
        <p className="sending-percent" aria-hidden="true">
          {units.percent(percent)}
        </p>
      </div>
      <progress className="bar" aria-label={text.progress} max={100} value={percent} />
      <div className="sending-foot">
        <div className="note">
          {!isSent && <p>{text.sent(sentBytes, totalBytes)}</p>}
          {!isSent && pace !== null && (
            <p className="sending-pace">
              {text.remaining(pace.bytesPerSecond, pace.remainingSeconds)}
            </p>
          )}
          {/* The bar tells how far it is to whoever asks; only the end is announced. */}
          <p role="status">{isSent && text.checking}</p>
        </div>
        <button type="button" className="button quiet" onClick={onCancel}>
          {text.cancel}
        </button>
      </div>
    </section>
  )
}
