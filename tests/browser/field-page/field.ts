import type { Connection, Policy, TransportChoice } from 'transcription-status-sse'

/** What the page follows, and how. It travels to the page as JSON in its address. */
export interface Setup {
  sessionId: string | null
  enabled?: boolean
  transport?: TransportChoice
  policy?: Partial<Policy>
  /** Sent as bearer tokens: the first from the beginning, one more after each renewal. */
  tokens?: string[]
  /** Offer to renew the token after a 401 or 403. */
  canRenew?: boolean
  /** Wrap everything in React's StrictMode. */
  isStrict?: boolean
}

/** All that the hook gave at one moment, other than its metrics. */
export interface Sighting {
  state: Connection['state']
  mode: Connection['mode']
  fallbackReason: Connection['fallbackReason']
  nextAttemptAt: number | null
  isStale: boolean
  session: string
  epoch: string
  sequence: number
  attempt: number
  status: string
  progress: number
  message: string
  error: string
  httpStatus: number
}

/** What the page lends to its test, as `window.field`. */
export interface Field {
  /** All that the hook gave, in its order. */
  sightings: Sighting[]
  /** How often the component was mounted. */
  mounts: number
  /** How often the hook asked for new credentials. */
  renewals: number
  /** Follow something else, or otherwise, from now on. */
  change: (setup: Partial<Setup>) => void
  retry: () => void
}

export interface FieldWindow extends Window {
  field: Field
}
