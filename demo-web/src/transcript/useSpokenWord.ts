import { useEffect, type RefObject } from 'react'
import { wordAt, type Timeline } from './timeline'

/**
 * Mark the word that is being spoken with `data-spoken`, and keep it in view for those who follow.
 * Written past React: 9,000 words are not to be rendered for each of them.
 */
export function useSpokenWord(
  audio: RefObject<HTMLAudioElement | null>,
  list: RefObject<HTMLElement | null>,
  timeline: Timeline,
  isPlayable: boolean,
): void {
  useEffect(() => {
    const player = audio.current
    const words = list.current?.querySelectorAll<HTMLElement>('[data-word]')
    if (player === null || words === undefined || !isPlayable) return undefined

    let marked = -1
    const mark = (place: number): void => {
      if (place === marked) return
      const before = words[marked]
      const now = words[place]
      before?.removeAttribute('data-spoken')
      now?.setAttribute('data-spoken', '')
      marked = place
      if (before !== undefined && now !== undefined && !player.paused) follow(before, now)
    }

    let frame = 0
    const tell = (): void => {
      // Before anything was played, no word is being spoken.
      if (player.currentTime > 0 || !player.paused) mark(wordAt(timeline, player.currentTime))
    }
    const run = (): void => {
      cancelAnimationFrame(frame)
      tell()
      if (!player.paused) frame = requestAnimationFrame(run)
    }
    const moments = ['play', 'pause', 'seeked', 'ended'] as const
    for (const moment of moments) player.addEventListener(moment, run)
    return () => {
      cancelAnimationFrame(frame)
      for (const moment of moments) player.removeEventListener(moment, run)
      mark(-1)
    }
  }, [audio, list, timeline, isPlayable])
}

/** Scroll on with the voice, unless the reader has gone elsewhere. */
function follow(before: HTMLElement, now: HTMLElement): void {
  if (before.parentElement === now.parentElement) return
  const { top, bottom } = before.getBoundingClientRect()
  if (bottom < 0 || top > window.innerHeight) return
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth'
  now.scrollIntoView({ block: 'nearest', behavior })
}
