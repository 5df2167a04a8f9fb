import './new-transcription.css'
import { useEffect, useRef, useState, type ReactElement, type RefObject } from 'react'
import { useMessages } from '../language/LanguageProvider'
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
  const { upload, start, leave } = useUpload(onCreated)
  const [isRecording, setIsRecording] = useState(false)
  const step = isRecording ? 'recording' : upload.phase
  const panel = useFocusAtEachStep(step)

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
      {isRecording ? (
        <Recorder onRecorded={startRecorded} onLeave={leaveRecorder} />
      ) : upload.phase === 'sending' ? (
        <SendingCard {...upload} onCancel={leave} />
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
