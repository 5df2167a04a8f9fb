import { useCallback, useEffect, useState } from 'react'
import { messages } from '../messages'
import { recordMicrophone, type MicrophoneRecording } from './microphone'

export interface RecordingProblem {
  title: string
  detail: string
}

/** Where a recording stands. */
export type Recording =
  | { phase: 'asking' }
  | { phase: 'running'; microphone: MicrophoneRecording; startedAt: number }
  | { phase: 'done'; audio: File }
  | { phase: 'failed'; problem: RecordingProblem }

/** Record from the microphone from the first render on; it is released when the component goes. */
export function useRecording(): { recording: Recording; stop: () => void } {
  const [recording, setRecording] = useState<Recording>({ phase: 'asking' })

  useEffect(() => {
    let isGone = false
    let opened: MicrophoneRecording | null = null
    recordMicrophone().then(
      (microphone) => {
        if (isGone) {
          microphone.release()
          return
        }
        opened = microphone
        setRecording({ phase: 'running', microphone, startedAt: performance.now() })
      },
      (thrown: unknown) => {
        if (!isGone) setRecording({ phase: 'failed', problem: recordingProblem(thrown) })
      },
    )
    return () => {
      isGone = true
      opened?.release()
    }
  }, [])

  const stop = useCallback(() => {
    if (recording.phase !== 'running') return
    recording.microphone.finish().then(
      (audio) => {
        setRecording({ phase: 'done', audio })
      },
      (thrown: unknown) => {
        setRecording({ phase: 'failed', problem: recordingProblem(thrown) })
      },
    )
  }, [recording])

  return { recording, stop }
}

/** The names are those of the Media Capture specification, section 10.1. */
function recordingProblem(thrown: unknown): RecordingProblem {
  const text = messages.recorder
  switch (thrown instanceof DOMException ? thrown.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return text.denied
    case 'NotFoundError':
      return text.missing
    case 'NotSupportedError':
      return text.unsupported
    default:
      return text.broken
  }
}
