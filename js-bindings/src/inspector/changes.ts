/** What changed with a decision, as its reasons need it. */
import type { ConnectionMetrics, DecidedEffect, Decision } from '../types.js'

type Count = {
  [Name in keyof ConnectionMetrics]: ConnectionMetrics[Name] extends number ? Name : never
}[keyof ConnectionMetrics]

export const grew = ({ before, connection }: Decision, count: Count): boolean =>
  connection.metrics[count] > before.metrics[count]

export const does = ({ effects }: Decision, type: DecidedEffect['type']): boolean =>
  effects.some((effect) => effect.type === type)

/** The last question was answered, or not, and the job is not known to be over. */
export const endedEarly = (decision: Decision): boolean =>
  decision.from === 'closed' &&
  decision.error?.code === 'ended-early' &&
  (grew(decision, 'updates') || grew(decision, 'outdated') || grew(decision, 'statusFailures'))

/** The server has just asked to be left alone for longer than `ms`. */
export const mustWait = ({ event }: Decision, ms: number): boolean =>
  'retryAfterMs' in event && event.retryAfterMs !== null && event.retryAfterMs > ms

/** Milliseconds until SSE is tried next, never negative; null when that is not planned. */
export const untilNext = ({ at, connection: { nextAttemptAt } }: Decision): number | null =>
  nextAttemptAt === null ? null : Math.max(0, nextAttemptAt - at)

/** Milliseconds from `moment` to the decision; null where that moment was not recorded. */
export const since = ({ at }: Decision, moment: number | null | undefined): number | null =>
  moment == null ? null : Math.max(0, at - moment)
