import { problemFrom, unanswered } from './problem'
import { sessionsUrl } from './service'

/** Bytes of the request body that have left this machine. */
export interface UploadProgress {
  sentBytes: number
  totalBytes: number
}

/**
 * Send audio to the service and begin its transcription.
 *
 * XMLHttpRequest, because fetch tells nothing of the bytes that were sent.
 *
 * @returns the id of the new session
 * @throws {Problem} when the service refuses the audio or does not answer
 * @throws {DOMException} `AbortError` when `signal` was aborted
 */
export function uploadAudio(
  audio: File,
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', sessionsUrl)
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      onProgress({ sentBytes: loaded, totalBytes: total })
    })
    request.addEventListener('load', () => {
      if (request.status !== 201) {
        reject(problemFrom(request.status, request.responseText))
        return
      }
      resolve((JSON.parse(request.responseText) as { session_id: string }).session_id)
    })
    request.addEventListener('error', () => {
      reject(unanswered())
    })
    request.addEventListener('abort', () => {
      reject(new DOMException('The upload was cancelled.', 'AbortError'))
    })
    signal.addEventListener('abort', () => {
      request.abort()
    })

    const form = new FormData()
    form.append('audio', audio, audio.name)
    request.send(form)
  })
}
