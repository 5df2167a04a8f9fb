/** The part of the browser's globals that only pages with shared connections download. */
import type { LockListener, PageChange, TabPorts } from './tabs.js'

/**
 * The ports to the origin's other tabs; null where there are no Web Locks (they need a secure
 * context) or no BroadcastChannel.
 */
export function browserTabPorts(): TabPorts | null {
  // Node has had locks from version 24 on only, pages by plain http have none.
  const { locks } = (globalThis as { navigator?: { locks?: LockManager } }).navigator ?? {}
  if (locks === undefined || typeof BroadcastChannel !== 'function') return null
  // Throws where the browser denies the page its storage (Firefox): nothing can be shared there.
  new BroadcastChannel('').close()
  return {
    openChannel: (name, hear) => {
      const channel = new BroadcastChannel(name)
      channel.onmessage = (event: MessageEvent<unknown>) => hear(event.data)
      return {
        say: (message) => channel.postMessage(message),
        close: () => channel.close(),
      }
    },
    requestLock: (name, byForce, listener) => requestLock(locks, name, byForce, listener),
    watchPage,
  }
}

function requestLock(
  locks: LockManager,
  name: string,
  byForce: boolean,
  listener: LockListener,
): () => void {
  const waiting = new AbortController()
  let giveBack: (() => void) | null = null
  let isOver = false
  const hold = (): Promise<void> =>
    new Promise((resolve) => {
      giveBack = resolve
      // Given up in the moment of the grant, when the signal comes too late (or by force, which
      // takes no signal).
      if (isOver) resolve()
      else listener.granted()
    })
  const options = byForce ? { steal: true } : { signal: waiting.signal }
  locks.request(name, options, hold).catch(() => {
    if (isOver) return
    isOver = true
    if (giveBack === null) listener.refused()
    else listener.robbed()
  })
  return () => {
    isOver = true
    giveBack?.()
    waiting.abort()
  }
}

function watchPage(report: (change: PageChange) => void): () => void {
  // A worker is never seen and never leaves.
  if (typeof document === 'undefined') return () => undefined
  const away = (): void => report('away')
  const back = (): void => report('back')
  const look = (): void => report(document.visibilityState === 'visible' ? 'visible' : 'hidden')
  const watched: [EventTarget, string, () => void][] = [
    [window, 'pagehide', away],
    [window, 'pageshow', back],
    [document, 'freeze', away],
    [document, 'resume', back],
    [document, 'visibilitychange', look],
  ]
  for (const [target, name, listener] of watched) target.addEventListener(name, listener)
  return () => {
    for (const [target, name, listener] of watched) target.removeEventListener(name, listener)
  }
}
