import './recorder.css'
import type { ReactElement } from 'react'
import { useRecording } from '../audio/useRecording'
import { useMessages } from '../language/LanguageProvider'
import { LeavingQuestion } from '../shell/LeavingQuestion'
import { Notice } from '../shell/Notice'
import { ElapsedTime } from './ElapsedTime'
import { InputLevel } from './InputLevel'
import { RecordingReview } from './RecordingReview'
import { StopIcon } from '../shell/icons'

interface RecorderProps {
  onRecorded: (audio: File) => void
  onLeave: () => void
}

/** Record from the microphone, listen, and send. */
export function Recorder({ onRecorded, onLeave }: RecorderProps): ReactElement {
  const text = useMessages().recorder
  const { recording, stop } = useRecording()
  const leave = (
    <button
      type="button"
      className="button quiet"
      onClick={({ detail: clicks }) => {
        // The second click of a double click was meant for what stood here before.
        if (clicks < 2) onLeave()
      }}
    >
      {recording.phase === 'running' || recording.phase === 'done' ? text.discard : text.back}
    </button>
  )

  switch (recording.phase) {
    case 'asking':
      return (
        <section className="card recorder" aria-label={text.recording}>
          <p role="status">{text.asking}</p>
          <div className="actions">{leave}</div>
        </section>
      )
    case 'running':
      return (
        <section className="card recorder" aria-label={text.recording}>
          <LeavingQuestion of="recording" />
          <p className="recorder-title" role="status">
            <span className="recorder-light" />
            {text.recording}
          </p>
          <ElapsedTime since={recording.startedAt} />
          <InputLevel stream={recording.microphone.stream} />
          <div className="actions">
            <button type="button" className="button" onClick={stop}>
              <StopIcon />
              {text.stop}
            </button>
            {leave}
          </div>
        </section>
      )
    case 'done':
      return (
        <section className="card recorder" aria-label={text.recorded}>
          <LeavingQuestion of="recording" />
          {recording.isCutShort && <Notice tone="failure" {...text.cutShort} />}
          <RecordingReview audio={recording.audio} />
          <div className="actions">
            <button
              type="button"
              className="button"
              onClick={() => {
                onRecorded(recording.audio)
              }}
            >
              {text.transcribe}
            </button>
            {leave}
          </div>
        </section>
      )
    case 'failed':
      return (
        <Notice tone="failure" {...text.faults[recording.fault]}>
          {leave}
        </Notice>
      )
  }
}
