/** Containers that the service decodes, in the order of preference. */
const containers = [
  { type: 'audio/webm;codecs=opus', extension: 'webm' },
  { type: 'audio/ogg;codecs=opus', extension: 'ogg' },
]

/** A running recording. */
export interface MicrophoneRecording {
  stream: MediaStream
  /** Stop, and give what was recorded. */
  finish: () => Promise<File>
  /** Stop, and forget what was recorded. */
  release: () => void
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
  recorder.start()

  const release = (): void => {
    if (recorder.state !== 'inactive') recorder.stop()
    for (const track of stream.getTracks()) track.stop()
  }
  const finish = (): Promise<File> =>
    new Promise((resolve) => {
      recorder.addEventListener('stop', () => {
        resolve(
          new File(chunks, `${recordingName()}.${container.extension}`, { type: container.type }),
        )
      })
      release()
    })
  return { stream, finish, release }
}

/** `recording 2026-01-31 14.05`, in local time. */
function recordingName(): string {
  const now = new Date()
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  return `recording ${day} ${two(now.getHours())}.${two(now.getMinutes())}`
}
