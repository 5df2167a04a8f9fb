import './new-transcription.css'
import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type ReactElement,
  type RefObject,
} from 'react'
import { useMessages } from '../language/LanguageProvider'
import { LeavingQuestion } from '../shell/LeavingQuestion'
import { AudioChooser } from './AudioChooser'
import { Recorder } from './Recorder'
import { Refusal } from './Refusal'
import { SendingCard } from './SendingCard'
import { useUpload } from './useUpload'

interface NewTranscriptionProps {
  /** Told the id of the new session as soon as the service accepted the audio. */
  onCreated: (sessionId: string) => void
}

/** From a recording to a session: choose, record or take a sample, then upload. */
export function NewTranscription({ onCreated }: NewTranscriptionProps): ReactElement {
  const { chooser } = useMessages()
  const { upload, start, leave } = useUpload()
  const [isRecording, setIsRecording] = useState(false)
  const isSending = upload.phase === 'sending' || upload.phase === 'created'
  const step = isRecording ? 'recording' : isSending ? 'sending' : upload.phase
  const panel = useFocusAtEachStep(step)

  // Once nothing is asked any more before the page is left.
  const tellCreated = useEffectEvent(onCreated)
  useEffect(() => {
    if (upload.phase === 'created') tellCreated(upload.sessionId)
  }, [upload])

  const openRecorder = (): void => {
    leave()
    setIsRecording(true)
  }
  const leaveRecorder = (): void => {
    setIsRecording(false)
  }
  const startRecorded = (audio: File): void => {
    setIsRecording(false)
    start(audio)
  }

  return (
    <div className="panel" ref={panel} tabIndex={-1} role="group" aria-label={chooser.label}>
      {upload.phase === 'sending' && <LeavingQuestion of="upload" />}
      {isRecording ? (
        <Recorder onRecorded={startRecorded} onLeave={leaveRecorder} />
      ) : isSending ? (
        <SendingCard pace={null} {...upload} onCancel={leave} />
      ) : (
        <>
          {upload.phase === 'refused' && (
            <Refusal audio={upload.audio} problem={upload.problem} onAgain={start} />
          )}
          <AudioChooser onChosen={start} onRecord={openRecorder} />
        </>
      )}
    </div>
  )
}

/** The button that led to the next step is gone with the old one; the focus must not be. */
function useFocusAtEachStep(step: string): RefObject<HTMLDivElement | null> {
  const panel = useRef<HTMLDivElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current !== step) panel.current?.focus({ preventScroll: true })
    shown.current = step
  }, [step])
  return panel
}
