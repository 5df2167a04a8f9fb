/**
 * The records that cross to the core and back: their names on this side. The core has their numbers
 * only, side by side in one array, in the order of the members in wasm/include/tss/; words cross as
 * their place in the list. `npm run check` compares names, words and order with the headers.
 */

export const STATES = [
  'idle',
  'connecting',
  'open',
  'backoff',
  'polling',
  'suspended',
  'closed',
  'failed',
] as const
export const MODES = ['none', 'sse', 'polling'] as const
export const TRANSPORT_CHOICES = ['auto', 'eventsource', 'fetch', 'polling'] as const
export const FALLBACK_REASONS = [
  'none',
  'unsupported',
  'requested',
  'error',
  'refused',
  'connect-timeout',
  'silence',
  'died-young',
] as const
export const PROBLEMS = [
  'none',
  'unreachable',
  'unavailable',
  'unauthorized',
  'forbidden',
  'not-found',
  'gone',
  'rejected',
  'ended-early',
] as const
export const EVENT_TYPES = [
  'retry',
  'acquire',
  'release',
  'dispose',
  'online',
  'offline',
  'wake',
  'hide',
  'tick',
  'stream-opened',
  'stream-message',
  'stream-bytes',
  'stream-refused',
  'stream-failed',
  'response',
] as const
export const EFFECT_TYPES = [
  'open-stream',
  'close-stream',
  'request-status',
  'cancel-request',
  'renew-credentials',
  'publish',
  'finish',
  'report',
] as const
export const COMPLAINTS = [
  'none',
  'not-json',
  'too-large',
  'too-deep',
  'missing-field',
  'wrong-type',
  'out-of-range',
  'unknown-word',
] as const

/** Inclusive. */
export interface Range {
  least: number
  most?: number
  whole?: boolean
}

// Of a duration, at least one millisecond: nothing may happen again and again at one moment.
const duration: Range = { least: 1 }
const count: Range = { least: 1, whole: true }
const share: Range = { least: 0, most: 1 }

/** What an app may set of the policy, number by number. */
export const POLICY_RANGES = {
  maxAttempts: count,
  connectTimeoutMs: duration,
  backoffBaseMs: duration,
  backoffCapMs: duration,
  backoffJitterFloor: share,
  proofOfUseMs: duration,
  silenceMs: duration,
  silenceCadences: duration,
  silenceFloorMs: duration,
  pollIntervalMs: duration,
  pollIntervalCapMs: duration,
  requestTimeoutMs: duration,
  probeIntervalMs: duration,
  probeJitter: share,
  wakeStaleMs: duration,
  idleWaitMs: duration,
  retryAfterCapMs: duration,
  lingerMs: { least: 0 } as Range,
  maxFrameBytes: count,
  maxDepth: count,
}
export const POLICY = Object.keys(POLICY_RANGES) as (keyof typeof POLICY_RANGES)[]

export const METRICS = [
  'streamsOpened',
  'connects',
  'disconnects',
  'reconnects',
  'plannedCloses',
  'statusRequests',
  'statusFailures',
  'requests',
  'bytes',
  'updates',
  'outdated',
  'rejected',
  'uptimeRatio',
] as const
export const STREAM_FAILURES = [
  'error',
  'refused',
  'connectTimeout',
  'silence',
  'diedYoung',
] as const
export const TIME_IN = ['connecting', 'open', 'backoff', 'polling', 'suspended'] as const
export const LATENCY = [
  'lastMs',
  'uncertaintyMs',
  'clockOffsetMs',
  'upTo10',
  'upTo25',
  'upTo50',
  'upTo100',
  'upTo250',
  'upTo1000',
  'upTo3000',
  'over3000',
] as const
