/** What the tabs of one origin share. Tests bring their own. */

/** Words to all other tabs that have opened a channel of the same name. */
export interface Channel {
  /** @param message anything that can be cloned */
  say: (message: unknown) => void
  close: () => void
}

/** What becomes of a request for a lock. */
export interface LockListener {
  /** It is held from now on. */
  granted: () => void
  /** It was held; another tab has taken it by force. */
  robbed: () => void
  /** There are no locks for this page after all (an opaque origin, a policy). */
  refused: () => void
}

/**
 * What happens to the page: it is seen or not; it is put `away` (left for another page, frozen), in
 * which case it may never run again; or it comes `back` from there.
 */
export type PageChange = 'visible' | 'hidden' | 'away' | 'back'

export interface TabPorts {
  /** Hears what other tabs say, not what it says itself, until it is closed. */
  openChannel: (name: string, hear: (message: unknown) => void) => Channel
  /**
   * Asks for a lock that one tab at a time can hold. Waits for its turn, or takes it by force.
   * Says nothing before it has returned, nor after what it returns was called: that gives the lock
   * back, or the place in the queue. A tab that ends in any way gives back all it held.
   */
  requestLock: (name: string, byForce: boolean, listener: LockListener) => () => void
  /** Reports what happens to the page until the returned function is called. */
  watchPage: (report: (change: PageChange) => void) => () => void
}
