/** Whether the page is online, looked at, and running at all. */
import type { EnvironmentChange, Ports } from './ports.js'

/** How often the clocks are compared, milliseconds. */
const LOOK_MS = 5_000
/** More than this between the two clocks is sleep, not the wall clock's adjustment. */
const JUMP_MS = 2_000

/** What of the browser is used here. */
export interface AttentionWorld extends Pick<
  Ports,
  'now' | 'wallClock' | 'schedule' | 'isOnline' | 'isVisible'
> {
  /** The page's or the worker's global object; Node's has no events. */
  window: EventTarget | undefined
  /** Only pages have one. */
  document: EventTarget | undefined
}

/** Reports changes until the returned function is called. */
export function watchAttention(
  world: AttentionWorld,
  report: (change: EnvironmentChange) => void,
): () => void {
  const { window, document, wallClock } = world
  if (window === undefined) return () => undefined
  /** When the page was left, by the wall clock: the other may stand still in sleep. */
  let leftAt: number | null = null

  const online = (): void => report({ type: world.isOnline() ? 'online' : 'offline' })
  const leave = (): void => {
    if (leftAt !== null) return
    leftAt = wallClock()
    report({ type: 'hide' })
  }
  const wake = (hiddenMs: number): void => {
    // A computer may have slept in a page that was hidden for a moment only, by its lock screen.
    const awayMs = Math.max(hiddenMs, jump())
    leftAt = null
    noted = ahead()
    // A page that was frozen may have missed the event that said so.
    online()
    report({ type: 'wake', awayMs })
    // Thawed or woken up, but in the background still.
    if (!world.isVisible()) leave()
  }
  const comeBack = (): void => {
    if (leftAt !== null) wake(Math.max(0, wallClock() - leftAt))
  }
  if (!world.isVisible()) leftAt = wallClock()

  // A computer that sleeps tells nobody. In some browsers performance.now() stands still meanwhile;
  // Date.now() goes on.
  const ahead = (): number => wallClock() - world.now()
  let noted = ahead()
  let cancel: () => void
  /** How far the wall clock went ahead, if it is more than an adjustment. */
  const jump = (): number => {
    const jumped = ahead() - noted
    return jumped > JUMP_MS ? jumped : 0
  }
  const look = (): void => {
    if (jump() > 0) wake(0)
    else noted = ahead()
    watchClocks()
  }
  const watchClocks = (): void => {
    cancel = world.schedule(LOOK_MS, look)
  }
  watchClocks()

  const watched: [EventTarget | undefined, string, () => void][] = [
    [window, 'online', online],
    [window, 'offline', online],
    // Into the back/forward cache and out of it; a tab frozen and thawed.
    [window, 'pagehide', leave],
    [window, 'pageshow', comeBack],
    [document, 'freeze', leave],
    [document, 'resume', comeBack],
    [document, 'visibilitychange', () => (world.isVisible() ? comeBack() : leave())],
  ]
  for (const [target, name, listener] of watched) target?.addEventListener(name, listener)
  return () => {
    cancel()
    for (const [target, name, listener] of watched) target?.removeEventListener(name, listener)
  }
}
