/** Reasons in what a stream said, or in its end. */
import type { DecidingEvent, Decision } from '../types.js'
import { does, endedEarly, grew, since, untilNext } from './changes.js'
import type { History } from './history.js'
import { reason, type Asked, type Reason, type Source } from './reason.js'

type Opened = Extract<DecidingEvent, { type: 'stream-opened' | 'stream-failed' }>
type Said = Extract<DecidingEvent, { type: 'stream-message' | 'stream-bytes' }>
type Refused = Extract<DecidingEvent, { type: 'stream-refused' | 'response' }>

/** Said by a stream that has been closed meanwhile: it is not listened to any more. */
export const isOfAnother = ({ stream }: History, { generation }: { generation: number }): boolean =>
  stream !== null && stream.generation !== generation

export function reasonsOfOpening(decision: Decision, history: History, event: Opened): Reason[] {
  if (isOfAnother(history, event)) return [reason('ofAnother')]
  const isProbe = decision.to === 'polling'
  return [reason('opened', { afterMs: since(decision, history.stream?.askedAt), isProbe })]
}

export function reasonsOfWords(decision: Decision, history: History, event: Said): Reason[] {
  if (isOfAnother(history, event)) return [reason('ofAnother')]
  const { from, to } = decision
  const status = statusReasons(decision, 'stream')
  const isHeartbeat = status.length === 0 && event.frames.includes('heartbeat')
  return [
    ...(from === 'polling' && to !== 'polling' ? [reason('promoted')] : []),
    ...status,
    ...(isHeartbeat ? [reason('alive')] : []),
    ...(grew(decision, 'plannedCloses') ? closing(decision, event) : []),
    ...(event.frames.length === 0 ? [reason('partial')] : []),
  ]
}

function closing(decision: Decision, { close }: Said): Reason[] {
  const announced = close?.reason ?? ''
  if (decision.to !== 'closed') {
    return [reason('plannedClose', { reason: announced, ms: untilNext(decision) })]
  }
  return [
    reason('endedByServer', { reason: announced }),
    ...(does(decision, 'request-status') ? [reason('lastQuestion')] : []),
  ]
}

export function reasonsOfRefusal(decision: Decision, history: History, event: Refused): Reason[] {
  if (isOfAnother(history, event)) return [reason('ofAnother')]
  const { httpStatus } = event
  if (httpStatus === 204) {
    const asks = does(decision, 'request-status')
    return [reason('noContent'), ...(asks ? [reason('lastQuestion')] : [])]
  }
  return refusalReasons(decision, event)
}

/** What an HTTP status means, of a stream or of a request. */
export function refusalReasons(decision: Decision, event: Refused): Reason[] {
  const { httpStatus, retryAfterMs } = event
  if (does(decision, 'renew-credentials')) return [reason('renewed', { httpStatus })]
  if (decision.to === 'failed') return [reason('fatal', { httpStatus })]
  return retryAfterMs === null ? [] : [reason('retryAfter', { httpStatus, ms: retryAfterMs })]
}

/** What a status came to, if any came. */
export function statusReasons(decision: Decision, source: Source): Reason[] {
  if (grew(decision, 'updates')) {
    const isFinal = decision.to === 'closed' && !endedEarly(decision)
    return [isFinal ? reason('finished') : reason('newer', { source })]
  }
  if (grew(decision, 'outdated')) return [reason('outdated', { source })]
  if (!grew(decision, 'rejected')) return []
  const report = decision.effects.find((effect) => effect.type === 'report')
  const { complaint = null, field = '' } = report ?? {}
  return [reason('unreadable', { source, complaint, field })]
}

/** What a request was for, by the state that it was answered in. */
export const askedBy = ({ from }: Decision): Asked =>
  from === 'polling' ? 'poll' : from === 'closed' ? 'last-question' : 'bridge'
