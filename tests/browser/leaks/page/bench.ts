import type { ConnectionState, Policy, TransportChoice } from 'transcription-status-sse'
import type { Forgotten } from './forgotten'

/** What is mounted, and how. */
export interface Mounting {
  /** Followed in turns; without them, each mounting follows a session of its own. */
  sessionIds?: string[]
  transport?: TransportChoice
  policy?: Partial<Policy>
  /** Wrap everything in React's StrictMode. */
  isStrict?: boolean
  /** Send headers, and offer to renew them, both by functions that each render makes anew. */
  hasCredentials?: boolean
  telemetryUrl?: string
  shareAcrossTabs?: boolean
}

/**
 * How far a mounting is to come: to its first render, or to a state of its connection; `open` has
 * brought a status too.
 */
export type Milestone = 'mounted' | ConnectionState

export interface Cycle {
  mounting: Mounting
  /** What is awaited before the next cycle, or the unmounting. */
  milestone: Milestone
  /** The component stays, and only what it follows changes. */
  staysMounted?: boolean
  /** What the page itself forgets to give back each time. */
  forgotten?: Forgotten
}

/** What the page holds at this moment. */
export interface Holdings {
  timers: number
  animationFrames: number
  eventSources: number
  channels: number
  /** Held or waited for. */
  locks: number
  /** Of the core: opened and not closed. */
  sessions: number
  /** Size of the core's memory. */
  wasmBytes: number
}

/** What the page lends to its test, as `window.bench`. */
export interface Bench {
  mount: (mounting: Mounting) => void
  unmount: () => void
  /** Resolves as soon as what is mounted has come so far, with this sequence or a later one. */
  reaches: (milestone: Milestone, sequence?: number) => Promise<void>
  /** Mount and unmount so many times. */
  cycle: (cycle: Cycle, times: number) => Promise<void>
  /** Resolves when the core is there, and all who waited for it know. */
  hasCore: () => Promise<void>
  holdings: () => Promise<Holdings>
  /** Bytes of the core's memory up to the last one that was ever written. */
  wasmBytesTouched: () => number
}

export interface BenchWindow extends Window {
  bench: Bench
}
