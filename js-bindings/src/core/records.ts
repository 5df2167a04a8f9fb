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

/**
 * What an app may set of the policy, number by number: milliseconds of at least 1 where a name ends
 * in `Ms`, counts of at least 1, shares from 0 to 1. Their defaults are in wasm/include/tss/config.hpp.
 */
export const POLICY_RANGES = {
  /** Failed SSE attempts, of whatever cause, before polling takes over. */
  maxAttempts: count,
  /** From asking for a stream to its opening; for a probe, to its first event. */
  connectTimeoutMs: duration,
  /** The wait before attempt 2; it doubles with each further one. */
  backoffBaseMs: duration,
  /** The longest such wait, before chance shortens it. */
  backoffCapMs: duration,
  /** Waits are multiplied by a random factor between this and 1. */
  backoffJitterFloor: share,
  /** A connection that delivered a status and lived this long restores all attempts. */
  proofOfUseMs: duration,
  /** No event for this long is a failure, until two heartbeats tell the cadence. */
  silenceMs: duration,
  /** From then on, so many cadences without an event are; no duration, a number of at least 1. */
  silenceCadences: duration,
  /** But never less than this, nor more than `silenceMs`. */
  silenceFloorMs: duration,
  /** From one poll's start to the next one's; doubles while polls fail. */
  pollIntervalMs: duration,
  /** The longest such interval. */
  pollIntervalCapMs: duration,
  /** A request for the status without an answer for this long has failed. */
  requestTimeoutMs: duration,
  /** Between trials of SSE while polling. */
  probeIntervalMs: duration,
  /** Varies that by ± this share of itself. */
  probeJitter: share,
  /** After an absence or a silence longer than this, waking replaces the connection. */
  wakeStaleMs: duration,
  /** How long a hidden page waits for being seen after the server closed its idle stream. */
  idleWaitMs: duration,
  /** The longest delay that a server may ask for. */
  retryAfterCapMs: duration,
  /** How long a session without users is kept; 0: not at all. */
  lingerMs: { least: 0 } as Range,
  /** The longest frame or body that is read, bytes of UTF-8. */
  maxFrameBytes: count,
  /** The deepest nesting of a frame or body. */
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
