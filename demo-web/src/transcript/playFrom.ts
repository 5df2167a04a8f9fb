import type { Timeline } from './timeline'

/** Play the recording from a word (`data-word`: its place) or a time (`data-start`: seconds). */
export function playFrom(
  player: HTMLAudioElement | null,
  { starts }: Timeline,
  stop: HTMLElement,
): void {
  const { word, start } = stop.dataset
  const seconds = start === undefined ? starts[Number(word ?? Number.NaN)] : Number(start)
  if (seconds === undefined || player === null) return
  player.currentTime = seconds
  // Whoever seeks again at once interrupts this; whatever else is wrong the player tells itself.
  player.play().catch(() => undefined)
}
