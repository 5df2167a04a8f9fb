import { useCallback, useEffect, useRef, useState } from 'react'
import { asProblem, type Problem } from '../api/problem'
import { uploadAudio, type UploadProgress } from '../api/upload'
import { paceOf, withMark, type Mark, type Pace } from './pace'

/** Where an upload stands. */
export type Upload =
  | { phase: 'none' }
  | { phase: 'sending'; audio: File; progress: UploadProgress; pace: Pace | null }
  | { phase: 'refused'; audio: File; problem: Problem }

interface UploadControl {
  upload: Upload
  start: (audio: File) => void
  /** End a running upload, or leave a refused one. */
  leave: () => void
}

/** One upload at a time; `onCreated` is told the id of the session that it made. */
export function useUpload(onCreated: (sessionId: string) => void): UploadControl {
  const [upload, setUpload] = useState<Upload>({ phase: 'none' })
  const running = useRef<AbortController | null>(null)

  useEffect(
    () => () => {
      running.current?.abort()
    },
    [],
  )

  const start = useCallback(
    (audio: File) => {
      running.current?.abort()
      const abort = new AbortController()
      running.current = abort
      let marks: readonly Mark[] = []
      const show = (progress: UploadProgress): void => {
        marks = withMark(marks, { at: performance.now(), sentBytes: progress.sentBytes })
        setUpload({ phase: 'sending', audio, progress, pace: paceOf(marks, progress) })
      }
      show({ sentBytes: 0, totalBytes: audio.size })
      uploadAudio(audio, show, abort.signal).then(onCreated, (thrown: unknown) => {
        if (!abort.signal.aborted)
          setUpload({ phase: 'refused', audio, problem: asProblem(thrown) })
      })
    },
    [onCreated],
  )

  const leave = useCallback(() => {
    running.current?.abort()
    setUpload({ phase: 'none' })
  }, [])

  useWarningBeforeLeaving(upload.phase === 'sending')
  return { upload, start, leave }
}

/** The browser asks before it closes a page whose upload would be lost. */
function useWarningBeforeLeaving(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return undefined
    const warn = (event: BeforeUnloadEvent): void => {
      event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => {
      window.removeEventListener('beforeunload', warn)
    }
  }, [isNeeded])
}
