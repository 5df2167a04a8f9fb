import { useSyncExternalStore } from 'react'
import { schedule, wallClock } from '../ports/browser-page.js'

/** How often texts that depend on the time are looked at again, milliseconds. */
const TICK_MS = 1_000

const listeners = new Set<() => void>()
/** The time of the last tick: all texts of one render are of the same moment. */
let at = 0
let cancel: () => void = () => undefined

/**
 * A text that depends on the time. Its component renders again only when the text is another.
 *
 * @param read the text by the wall clock, milliseconds; by null on the server and while hydrating,
 *   where the two sides' clocks would not agree
 */
export const useTimedText = (read: (now: number | null) => string): string =>
  useSyncExternalStore(
    subscribe,
    () => read(listeners.size > 0 ? at : toTick(wallClock())),
    () => read(null),
  )

/** So that two readings in the same render agree. */
const toTick = (now: number): number => Math.floor(now / TICK_MS) * TICK_MS

function subscribe(changed: () => void): () => void {
  // React may give the same function to two hooks.
  const listener = (): void => changed()
  if (listeners.size === 0) tick()
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) cancel()
  }
}

function tick(): void {
  at = wallClock()
  cancel = schedule(TICK_MS, tick)
  for (const listener of [...listeners]) listener()
}
