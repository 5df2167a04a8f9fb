/** Which timers a tick found due: the core does not say, but each leaves its traces. */
import type { DecidedEffect, Timer } from './decision.js'
import type { Connection } from './types.js'

/** Snapshots tell wall-clock times to the millisecond. */
const ROUNDING_MS = 1

export function timersOf(
  effects: readonly DecidedEffect[],
  before: Connection,
  after: Connection,
  at: number,
): Timer[] {
  const does = (type: DecidedEffect['type']): boolean => effects.some((one) => one.type === type)
  const failed = (cause: 'connectTimeout' | 'silence'): boolean =>
    after.metrics.failures[cause] > before.metrics.failures[cause]
  const { state, nextAttemptAt } = before
  const isNextDue = nextAttemptAt !== null && nextAttemptAt <= at + ROUNDING_MS
  // A poll asks where one asks only by timer: elsewhere a failure sends the bridge, or the first poll.
  const asksByTimer = state === 'polling' || state === 'closed'
  const traces: [Timer, boolean][] = [
    ['connect', failed('connectTimeout')],
    ['silence', failed('silence')],
    ['backoff', state === 'backoff' && isNextDue],
    ['poll', asksByTimer && does('request-status')],
    // Within a tick, nothing else makes a request fail.
    ['request', after.metrics.statusFailures > before.metrics.statusFailures],
    ['probe', state === 'polling' && isNextDue],
  ]
  return traces.filter(([, isThere]) => isThere).map(([timer]) => timer)
}
