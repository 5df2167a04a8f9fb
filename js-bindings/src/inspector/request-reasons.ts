/** Reasons in what came of a request for the status. */
import type { DecidingEvent, Decision } from '../types.js'
import { grew, mustWait, since } from './changes.js'
import type { History } from './history.js'
import { reason, type Reason } from './reason.js'
import { askedBy, refusalReasons, statusReasons } from './stream-reasons.js'

type Response = Extract<DecidingEvent, { type: 'stream-refused' | 'response' }>

export function reasonsOfResponse(decision: Decision, history: History, event: Response): Reason[] {
  if (decision.effects.length === 0) return [reason('ofAnother')]
  const asked = askedBy(decision)
  if (!grew(decision, 'statusFailures')) return statusReasons(decision, asked)
  if (event.httpStatus === 0) return reasonsOfSilence(decision, history)
  const { httpStatus } = event
  const meaning = refusalReasons(decision, event)
  const unreadable = statusReasons(decision, asked)
  const isPlain = meaning.length === 0 && unreadable.length === 0
  return [
    ...unreadable,
    ...meaning,
    ...(isPlain ? [reason('refusedRequest', { asked, httpStatus })] : []),
    ...slower(decision),
  ]
}

/** Nothing came: at once, or until the time was up. */
export function reasonsOfSilence(decision: Decision, { requestedAt }: History): Reason[] {
  const afterMs = since(decision, requestedAt)
  return [reason('noAnswer', { asked: askedBy(decision), afterMs }), ...slower(decision)]
}

function slower(decision: Decision): Reason[] {
  const { before, connection } = decision
  const everyMs = connection.pollIntervalMs
  const isSlower = everyMs !== null && everyMs > (before.pollIntervalMs ?? everyMs)
  return isSlower && !mustWait(decision, everyMs) ? [reason('slower', { everyMs })] : []
}
