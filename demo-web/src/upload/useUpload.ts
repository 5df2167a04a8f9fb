import { useCallback, useEffect, useRef, useState } from 'react'
import { asProblem, type Problem } from '../api/problem'
import { uploadAudio, type UploadProgress } from '../api/upload'
import { paceOf, withMark, type Mark, type Pace } from './pace'

/** Where an upload stands. */
export type Upload =
  | { phase: 'none' }
  | { phase: 'sending'; audio: File; progress: UploadProgress; pace: Pace | null }
  | { phase: 'created'; audio: File; progress: UploadProgress; sessionId: string }
  | { phase: 'refused'; audio: File; problem: Problem }

interface UploadControl {
  upload: Upload
  start: (audio: File) => void
  /** End a running upload, or leave a refused one. */
  leave: () => void
}

/** One upload at a time; it ends with the component. */
export function useUpload(): UploadControl {
  const [upload, setUpload] = useState<Upload>({ phase: 'none' })
  const running = useRef<AbortController | null>(null)

  useEffect(
    () => () => {
      running.current?.abort()
    },
    [],
  )

  const start = useCallback((audio: File) => {
    running.current?.abort()
    const abort = new AbortController()
    running.current = abort
    let marks: readonly Mark[] = []
    let newest: UploadProgress = { sentBytes: 0, totalBytes: audio.size }
    const show = (progress: UploadProgress): void => {
      newest = progress
      marks = withMark(marks, { at: performance.now(), sentBytes: progress.sentBytes })
      setUpload({ phase: 'sending', audio, progress, pace: paceOf(marks, progress) })
    }
    show(newest)
    uploadAudio(audio, show, abort.signal).then(
      (sessionId) => {
        if (abort.signal.aborted) return
        setUpload({ phase: 'created', audio, progress: newest, sessionId })
      },
      (thrown: unknown) => {
        if (abort.signal.aborted) return
        setUpload({ phase: 'refused', audio, problem: asProblem(thrown) })
      },
    )
  }, [])

  const leave = useCallback(() => {
    running.current?.abort()
    setUpload({ phase: 'none' })
  }, [])

  return { upload, start, leave }
}
