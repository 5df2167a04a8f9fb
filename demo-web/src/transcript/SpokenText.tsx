import {
  Fragment,
  memo,
  useMemo,
  useRef,
  type MouseEvent,
  type ReactElement,
  type RefObject,
} from 'react'
import type { Transcript } from '../api/service'
import { useMessages } from '../language/LanguageProvider'
import { playFrom } from './playFrom'
import { timed, type Line } from './timeline'
import { useSpokenWord } from './useSpokenWord'
import { focusStop, stopOf, useWordKeys } from './useWordKeys'

interface SpokenTextProps {
  transcript: Transcript
  audio: RefObject<HTMLAudioElement | null>
  isPlayable: boolean
}

/**
 * The transcript line by line. An hour has 9,000 words: they are rendered once, and what changes
 * while the recording plays is changed in the document itself.
 */
export function SpokenText({ transcript, audio, isPlayable }: SpokenTextProps): ReactElement {
  const { lines, timeline } = useMemo(() => timed(transcript), [transcript])
  const list = useRef<HTMLOListElement>(null)
  const keys = useWordKeys()
  useSpokenWord(audio, list, timeline, isPlayable)

  const gestures = isPlayable
    ? {
        ...keys,
        onClick: ({ target, currentTarget, detail }: MouseEvent<HTMLElement>) => {
          // Whoever selects words with the pointer does not want to hear them; keys click 0 times.
          if (detail > 0 && getSelection()?.isCollapsed === false) return
          const stop = stopOf(target)
          if (stop === null) return
          focusStop(currentTarget, stop)
          playFrom(audio.current, timeline, stop)
        },
        'aria-describedby': 'transcript-hint',
      }
    : {}
  return (
    <ol
      ref={list}
      className="segments"
      data-playable={isPlayable}
      lang={transcript.language}
      dir="auto"
      {...gestures}
    >
      {lines.map((line, at) => (
        <SpokenLine key={line.start} line={line} isPlayable={isPlayable} isFirst={at === 0} />
      ))}
    </ol>
  )
}

interface SpokenLineProps {
  line: Line
  isPlayable: boolean
  /** The way in for the keyboard; its arrows lead on. */
  isFirst: boolean
}

const SpokenLine = memo(function SpokenLine({
  line: { start, firstWord, words },
  isPlayable,
  isFirst,
}: SpokenLineProps): ReactElement {
  const { transcript: text, units } = useMessages()
  return (
    <li>
      {isPlayable ? (
        <button
          type="button"
          className="segment-time"
          data-stop
          data-start={start}
          tabIndex={isFirst ? 0 : -1}
          aria-label={text.playFrom(start)}
        >
          {units.clock(start)}
        </button>
      ) : (
        <span className="segment-time">{units.clock(start)}</span>
      )}
      <p>
        {words.map((word, at) => (
          <Fragment key={firstWord + at}>
            {at > 0 && ' '}
            {/* For readers a word of the text; a button while the keyboard is on it. */}
            <span data-word={firstWord + at} data-stop={isPlayable ? '' : undefined}>
              {word}
            </span>
          </Fragment>
        ))}
      </p>
    </li>
  )
})
