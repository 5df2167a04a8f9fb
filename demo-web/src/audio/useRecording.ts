import { useCallback, useEffect, useRef, useState } from 'react'
import { recordMicrophone, type MicrophoneRecording } from './microphone'

/** Why there is no recording. */
export type RecordingFault = 'denied' | 'missing' | 'unsupported' | 'broken'

/** Where a recording stands. */
export type Recording =
  | { phase: 'asking' }
  | { phase: 'running'; microphone: MicrophoneRecording; startedAt: number }
  | { phase: 'done'; audio: File; isCutShort: boolean }
  | { phase: 'failed'; fault: RecordingFault }

/** Record from the microphone from the first render on; it is released when the component goes. */
export function useRecording(): { recording: Recording; stop: () => void } {
  const [recording, setRecording] = useState<Recording>({ phase: 'asking' })

  // Without it, the end of a recording is the end of the microphone.
  const isWanted = useRef(false)

  useEffect(() => {
    let isGone = false
    const isHere = (): boolean => !isGone
    let opened: MicrophoneRecording | null = null
    const record = async (): Promise<void> => {
      const microphone = await recordMicrophone()
      opened = microphone
      // Whoever has left does not want it: nobody waits for what comes of it.
      microphone.recorded.catch(() => undefined)
      if (!isHere()) {
        microphone.finish()
        return
      }
      setRecording({ phase: 'running', microphone, startedAt: performance.now() })
      const audio = await microphone.recorded
      if (isHere()) setRecording({ phase: 'done', audio, isCutShort: !isWanted.current })
    }
    record().catch((thrown: unknown) => {
      if (isHere()) setRecording({ phase: 'failed', fault: recordingFault(thrown) })
    })
    return () => {
      isGone = true
      opened?.finish()
    }
  }, [])

  const stop = useCallback(() => {
    if (recording.phase !== 'running') return
    isWanted.current = true
    recording.microphone.finish()
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
