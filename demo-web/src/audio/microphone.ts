/** Containers that the service decodes, in the order of preference. */
const containers = [
  { type: 'audio/webm;codecs=opus', extension: 'webm' },
  { type: 'audio/ogg;codecs=opus', extension: 'ogg' },
]

/** A running recording. */
export interface MicrophoneRecording {
  stream: MediaStream
  /** What was recorded, as soon as it has stopped: by `finish`, or because the microphone went. */
  recorded: Promise<File>
  finish: () => void
}

/**
 * Ask for the microphone and record from it.
 *
 * @throws {DOMException} `NotSupportedError` where the browser cannot record in a format that the
 * service reads, otherwise what `getUserMedia` says (denied, no microphone, in use)
 */
export async function recordMicrophone(): Promise<MicrophoneRecording> {
  const container =
    'MediaRecorder' in window
      ? containers.find(({ type }) => MediaRecorder.isTypeSupported(type))
      : undefined
  // Browsers hide mediaDevices from pages that came over an insecure connection.
  if (container === undefined || !('mediaDevices' in navigator)) {
    throw new DOMException('This browser cannot record audio here.', 'NotSupportedError')
  }

  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const recorder = new MediaRecorder(stream, { mimeType: container.type })
  const chunks: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data))
  const finish = (): void => {
    if (recorder.state !== 'inactive') recorder.stop()
    for (const track of stream.getTracks()) track.stop()
  }
  // The recorder stops by itself when its last track ends, and after an error.
  const recorded = new Promise<File>((resolve, reject) => {
    recorder.addEventListener('stop', () => {
      finish()
      const name = `${recordingName()}.${container.extension}`
      const audio = new File(chunks, name, { type: container.type })
      if (audio.size > 0) resolve(audio)
      else reject(new DOMException('Nothing was recorded.', 'AbortError'))
    })
  })
  recorder.start()
  return { stream, recorded, finish }
}

/** `recording 2026-01-31 14.05`, in local time. */
function recordingName(): string {
  const now = new Date()
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  return `recording ${day} ${two(now.getHours())}.${two(now.getMinutes())}`
}
