import type { Timeline } from './timeline'

/** Play the recording from the word or the line that an event came to. */
export function playFrom(
  player: HTMLAudioElement | null,
  { starts }: Timeline,
  target: EventTarget,
): void {
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-stop]') : null
  const { word, start } = place?.dataset ?? {}
  const seconds = start === undefined ? starts[Number(word ?? Number.NaN)] : Number(start)
  if (seconds === undefined || player === null) return
  player.currentTime = seconds
  // Whoever seeks again at once interrupts this; whatever else is wrong the player tells itself.
  player.play().catch(() => undefined)
}
