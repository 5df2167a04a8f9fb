import type { RecordingFault } from '../../audio/useRecording'

const faults: Record<RecordingFault, { title: string; detail: string }> = {
  denied: {
    title: 'The microphone is not allowed.',
    detail: 'Allow it for this page in your browser’s settings, or upload a file instead.',
  },
  missing: {
    title: 'No microphone was found.',
    detail: 'Connect one and try again, or upload a file instead.',
  },
  broken: {
    title: 'The recording could not be made.',
    detail: 'Another program may be using the microphone. Try again, or upload a file instead.',
  },
  unsupported: {
    title: 'This browser cannot record here.',
    detail: 'Upload a file instead.',
  },
}

export const recorder = {
  asking: 'Please allow the microphone in your browser.',
  recording: 'Recording',
  elapsed: 'Recorded time',
  level: 'Input level',
  stop: 'Stop',
  discard: 'Discard',
  listen: 'Listen to the recording',
  transcribe: 'Transcribe this recording',
  recorded: 'Your recording',
  back: 'Back',
  cutShort: {
    title: 'The microphone is gone.',
    detail: 'What was recorded until then is kept: listen to it, and send it or record again.',
  },
  faults,
}
