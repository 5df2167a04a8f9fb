/** What the machine made of the event: how failures count, and what comes next. */
import type { DecidingEvent, Decision } from '../types.js'
import { does, endedEarly, mustWait, since, untilNext } from './changes.js'
import { causeOf } from './failure.js'
import type { History } from './history.js'
import { reason, type Reason } from './reason.js'

export function consequencesOf(decision: Decision, history: History): Reason[] {
  return [...failed(decision, history), ...restored(decision, history), ...next(decision)]
}

function failed(decision: Decision, history: History): Reason[] {
  const { from, to, connection } = decision
  const cause = causeOf(decision, history)
  if (cause === null || to === 'failed') return []
  const { attempt, maxAttempts } = connection
  if (from === 'polling') {
    return [reason('probeFailed', { cause, nextMs: untilNext(decision) })]
  }
  if (to === 'polling') return [reason('fallback', { attempts: attempt, last: cause })]
  // While it waits, the connection shows the attempt that comes next.
  const isFirst = does(decision, 'request-status')
  return [
    reason('failedAttempt', { attempt: attempt - 1, maxAttempts, cause }),
    ...(isFirst ? [reason('bridge')] : []),
  ]
}

function restored(decision: Decision, { stream }: History): Reason[] {
  const { from, to, before, connection } = decision
  if (from !== 'open' || to !== 'open' || connection.attempt >= before.attempt) return []
  const { maxAttempts } = connection
  return [reason('restored', { maxAttempts, livedMs: since(decision, stream?.openedAt) })]
}

function next(decision: Decision): Reason[] {
  const { event, from, to, connection } = decision
  const { attempt, maxAttempts, fallbackReason, pollIntervalMs } = connection
  const ms = untilNext(decision)
  switch (to) {
    case 'connecting':
      return does(decision, 'open-stream') ? [reason('attempt', { attempt, maxAttempts })] : []
    case 'backoff':
      if (ms === null) return []
      if (from !== to) return [reason('retryIn', { ms, attempt, maxAttempts })]
      return isHeldBack(event) ? [reason('heldBack', { ms })] : []
    case 'polling': {
      if (from === to) return hurried(decision)
      const isByFailure = from === 'connecting' || from === 'open'
      return [
        ...(isByFailure || fallbackReason === null
          ? []
          : [reason('startedPolling', { why: fallbackReason })]),
        ...(pollIntervalMs === null || mustWait(decision, pollIntervalMs)
          ? []
          : [reason('pollsEvery', { ms: pollIntervalMs })]),
      ]
    }
    case 'idle':
    case 'open':
    case 'suspended':
    case 'failed':
      return []
    case 'closed':
      return endedEarly(decision) ? [reason('endedEarly')] : []
  }
}

/** The wait was over but for the server's wish, or it is longer by that. */
const isHeldBack = (event: DecidingEvent): boolean =>
  event.type === 'tick'
    ? event.timers.includes('backoff')
    : event.type === 'response' && event.retryAfterMs !== null

function hurried(decision: Decision): Reason[] {
  const { type } = decision.event
  if (type !== 'wake' && type !== 'online') return []
  return [
    ...(does(decision, 'request-status') ? [reason('pollsAtOnce')] : []),
    ...(does(decision, 'open-stream') ? [reason('probesAtOnce')] : []),
  ]
}
