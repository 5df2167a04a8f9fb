/** Which stream failed with this decision, and of what: by the counts that grew. */
import type { ConnectionMetrics, Decision } from '../types.js'
import { since } from './changes.js'
import type { History } from './history.js'
import type { Cause } from './reason.js'

const COUNTS: (keyof ConnectionMetrics['failures'])[] = [
  'error',
  'refused',
  'connectTimeout',
  'silence',
  'diedYoung',
]

export function causeOf(decision: Decision, { stream }: History): Cause | null {
  const { event, before, connection } = decision
  const grown = COUNTS.find(
    (count) => connection.metrics.failures[count] > before.metrics.failures[count],
  )
  switch (grown) {
    case undefined:
      return null
    case 'error':
      return { kind: 'error', livedMs: since(decision, stream?.openedAt) }
    case 'refused':
      return { kind: 'refused', httpStatus: event.type === 'stream-refused' ? event.httpStatus : 0 }
    case 'connectTimeout':
      return { kind: 'connect-timeout', afterMs: since(decision, stream?.askedAt) }
    case 'silence':
      return { kind: 'silence', afterMs: since(decision, stream?.heardAt) }
    case 'diedYoung':
      return { kind: 'died-young', livedMs: since(decision, stream?.openedAt) }
  }
}
