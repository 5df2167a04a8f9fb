import { useCallback, useEffect, useState } from 'react'
import { recordMicrophone, type MicrophoneRecording } from './microphone'

/** Why there is no recording. */
export type RecordingFault = 'denied' | 'missing' | 'unsupported' | 'broken'

/** Where a recording stands. */
export type Recording =
  | { phase: 'asking' }
  | { phase: 'running'; microphone: MicrophoneRecording; startedAt: number }
  | { phase: 'done'; audio: File }
  | { phase: 'failed'; fault: RecordingFault }

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
        if (!isGone) setRecording({ phase: 'failed', fault: recordingFault(thrown) })
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
        setRecording({ phase: 'failed', fault: recordingFault(thrown) })
      },
    )
  }, [recording])

  return { recording, stop }
}

/** The names are those of the Media Capture specification, section 10.1. */
function recordingFault(thrown: unknown): RecordingFault {
  switch (thrown instanceof DOMException ? thrown.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
      return 'missing'
    case 'NotSupportedError':
      return 'unsupported'
    default:
      return 'broken'
  }
}
