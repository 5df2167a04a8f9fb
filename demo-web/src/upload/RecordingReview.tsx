import { useEffect, useRef, type ReactElement } from 'react'
import { useMessages } from '../language/LanguageProvider'

/** Listen to what was recorded before it is sent. */
export function RecordingReview({ audio }: { audio: File }): ReactElement {
  const text = useMessages().recorder
  const player = useRef<HTMLAudioElement>(null)
  useEffect(() => {
    const url = URL.createObjectURL(audio)
    if (player.current !== null) player.current.src = url
    return () => {
      URL.revokeObjectURL(url)
    }
  }, [audio])
  return (
    <>
      <h2 className="recorder-title">{text.recorded}</h2>
      <audio ref={player} controls aria-label={text.listen} />
    </>
  )
}
