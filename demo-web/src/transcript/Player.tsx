import type { ReactElement, RefObject } from 'react'
import { useMessages } from '../language/LanguageProvider'
import { Notice } from '../shell/Notice'
import type { RecordingState } from './useRecordingState'

interface PlayerProps extends RecordingState {
  audio: RefObject<HTMLAudioElement | null>
  /** Null: the recording is not kept any more. */
  url: string | null
}

/** The browser's own player, or why there is none. */
export function Player({ audio, url, fault, onFault, onAgain }: PlayerProps): ReactElement {
  const text = useMessages().transcript
  if (url === null) return <p className="note">{text.gone}</p>
  if (fault !== null) {
    return (
      <Notice tone="calm" title={text[fault]}>
        {fault === 'unreachable' && (
          <button type="button" className="button quiet" onClick={onAgain}>
            {text.loadAgain}
          </button>
        )}
      </Notice>
    )
  }
  return (
    <>
      <div className="player">
        <audio
          ref={audio}
          controls
          preload="metadata"
          src={url}
          aria-label={text.player}
          onError={({ currentTarget }) => {
            onFault(currentTarget.error)
          }}
        />
      </div>
      <p className="note" id="transcript-hint">
        {text.hint}
      </p>
    </>
  )
}
