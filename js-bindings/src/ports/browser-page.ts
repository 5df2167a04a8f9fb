/** What components see of the page: its clocks, its network, and how much motion its user wants. */
import { schedule as scheduleByTimeout } from './browser-schedule.js'
import { standIn } from './browser-stand-in.js'

// In Node, when a server renders, most of it is missing.
const world = globalThis as Partial<typeof globalThis>

/** Milliseconds since the Unix epoch, by this device's clock. */
export const wallClock = (): number => standIn()?.ports.wallClock() ?? Date.now()

/** Monotonic milliseconds. */
export const now = (): number => standIn()?.ports.now() ?? performance.now()

/** Calls `run` once after `delayMs`, or a little later; returns what cancels it. */
export const schedule = (delayMs: number, run: () => void): (() => void) =>
  (standIn()?.ports.schedule ?? scheduleByTimeout)(delayMs, run)

/** Something of the page that changes, in the form of React's `useSyncExternalStore`. */
export interface Watched<Value> {
  subscribe: (changed: () => void) => () => void
  read: () => Value
}

/** Whether the browser believes that it has a network. */
export const online: Watched<boolean> = {
  subscribe: (changed) => watch(standIn()?.window ?? world.window, ['online', 'offline'], changed),
  read: () => standIn()?.ports.isOnline() ?? world.navigator?.onLine !== false,
}

/** Whether the user asked the system for less motion. */
export const reducedMotion: Watched<boolean> = {
  subscribe: (changed) => watch(motionQuery(), ['change'], changed),
  read: () => motionQuery()?.matches === true,
}

let query: Partial<MediaQueryList> | undefined

/** Asked for once: it is kept up to date by itself. */
function motionQuery(): Partial<MediaQueryList> | undefined {
  // Missing where a document is only simulated.
  const window: Partial<Window> | undefined = world.window
  return (query ??= window?.matchMedia?.('(prefers-reduced-motion: reduce)'))
}

function watch(
  target: Partial<EventTarget> | undefined,
  names: readonly string[],
  listener: () => void,
): () => void {
  // MediaQueryList is no EventTarget in Safari before 14.
  for (const name of names) target?.addEventListener?.(name, listener)
  return () => {
    for (const name of names) target?.removeEventListener?.(name, listener)
  }
}
