/** The connection in one line for people. Those whose browser has no SSE never read of it. */
import type { Connection, TranscriptionStatus, TranscriptionStatusError } from '../types.js'
import type { ProgressMessages } from './messages/contract.js'

/** How the line looks. Each has a sign of its own, so that colour alone never tells. */
export type ConnectionLook =
  /** No session, or one that is about to be asked for: nothing is under way yet. */
  | 'idle'
  /** Connecting for the first time. */
  | 'waiting'
  /** Updates come by SSE. */
  | 'live'
  /** Updates come by polling where SSE cannot be had or is not wanted: nothing is amiss. */
  | 'steady'
  /** The stream broke off, or did not open: it is tried again. */
  | 'retrying'
  /** Polling stands in for SSE. */
  | 'fallback'
  /** Neither answers; trying goes on. */
  | 'unanswered'
  /** The browser has no network. */
  | 'offline'
  /** Suspended, although there is a network. */
  | 'paused'
  /** The job is over. */
  | 'finished'
  | 'cancelled'
  | 'failed'
  /** There will be no updates unless the user does something. */
  | 'stopped'

/** The line, and how it looks. */
export interface ConnectionLine {
  look: ConnectionLook
  text: string
  /** What it means for the user, where that is not plain. */
  hint?: string
}

type Sentences = ProgressMessages['connection']

/** What there is to say of a connection. */
export function connectionLine(
  connection: Connection,
  status: TranscriptionStatus | null,
  error: TranscriptionStatusError | null,
  isOnline: boolean,
  say: Sentences,
): ConnectionLine {
  if (error?.fatal === true) return { look: 'stopped', text: say.stopped }
  switch (connection.state) {
    case 'idle':
      return { look: 'idle', text: say.idle }
    case 'connecting':
    case 'backoff':
      return error === null ? connecting(connection, say) : unanswered(error, say)
    case 'open':
      return { look: 'live', text: say.live }
    case 'polling':
      return error === null ? polling(connection, say) : unanswered(error, say)
    case 'suspended':
      return isOnline
        ? { look: 'paused', text: say.paused, hint: say.pausedHint }
        : { look: 'offline', text: say.offline, hint: say.offlineHint }
    case 'closed':
      return ended(status, say)
    case 'failed':
      return { look: 'stopped', text: say.stopped }
  }
}

function connecting(connection: Connection, say: Sentences): ConnectionLine {
  const { state, attempt, maxAttempts, metrics } = connection
  if (attempt > 1) {
    return { look: 'retrying', text: say.reconnectingAttempt(attempt, maxAttempts) }
  }
  // After a planned close no attempt is counted.
  const isReturn = state === 'backoff' || metrics.connects > 0
  return isReturn
    ? { look: 'retrying', text: say.reconnecting }
    : { look: 'waiting', text: say.connecting }
}

function polling(connection: Connection, say: Sentences): ConnectionLine {
  const { fallbackReason, pollIntervalMs, probing } = connection
  if (fallbackReason === 'unsupported' || fallbackReason === 'requested') {
    return { look: 'steady', text: say.steady(pollIntervalMs) }
  }
  return {
    look: 'fallback',
    text: say.fallback(pollIntervalMs),
    hint: probing ? say.probing : say.fallbackHint,
  }
}

function unanswered({ code }: TranscriptionStatusError, say: Sentences): ConnectionLine {
  return {
    look: 'unanswered',
    text: code === 'unavailable' ? say.unavailable : say.unreachable,
    hint: say.unansweredHint,
  }
}

function ended(status: TranscriptionStatus | null, say: Sentences): ConnectionLine {
  const word = status?.status
  if (word === 'completed') return { look: 'finished', text: say.finished }
  if (word === 'cancelled') return { look: 'cancelled', text: say.cancelled }
  if (word === 'failed') return { look: 'failed', text: say.failed }
  return { look: 'stopped', text: say.stopped }
}
