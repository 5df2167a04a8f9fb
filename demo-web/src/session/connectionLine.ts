import type {
  Connection,
  TranscriptionStatus,
  TranscriptionStatusError,
} from 'transcription-status-sse'
import { messages } from '../messages'

/** How the line looks; each has a sign of its own, so that colour alone never tells. */
export type ConnectionLook =
  | 'waiting'
  | 'live'
  | 'steady'
  | 'retrying'
  | 'fallback'
  | 'offline'
  | 'paused'
  | 'finished'
  | 'cancelled'
  | 'failed'

export interface ConnectionLine {
  look: ConnectionLook
  text: string
  /** What it means for the user, where that is not plain. */
  hint?: string
}

/** The connection in one line for people. Those whose browser has no SSE never read of it. */
export function connectionLine(
  connection: Connection,
  status: TranscriptionStatus | null,
  error: TranscriptionStatusError | null,
  isOnline: boolean,
): ConnectionLine {
  const text = messages.connection
  switch (connection.state) {
    case 'idle':
      return { look: 'waiting', text: text.connecting }
    case 'connecting':
      return connection.attempt > 1
        ? retrying(connection)
        : { look: 'waiting', text: text.connecting }
    case 'open':
      return { look: 'live', text: text.live }
    case 'backoff':
      return retrying(connection)
    case 'polling':
      return polling(connection, error)
    case 'suspended':
      return isOnline
        ? { look: 'paused', text: text.paused }
        : { look: 'offline', text: text.offline, hint: text.offlineHint }
    case 'closed':
      return finished(status)
    case 'failed':
      return { look: 'failed', text: text.stopped }
  }
}

function retrying({ attempt, maxAttempts }: Connection): ConnectionLine {
  return {
    look: 'retrying',
    text: messages.connection.reconnectingAttempt(attempt, maxAttempts),
  }
}

function polling(connection: Connection, error: TranscriptionStatusError | null): ConnectionLine {
  const text = messages.connection
  if (error !== null) return { look: 'retrying', text: text.unanswered, hint: text.unansweredHint }
  const { fallbackReason } = connection
  if (fallbackReason === 'unsupported' || fallbackReason === 'requested') {
    return { look: 'steady', text: text.steady(connection.pollIntervalMs) }
  }
  return {
    look: 'fallback',
    text: text.fallback(connection.pollIntervalMs),
    hint: connection.probing ? text.probing : text.fallbackHint,
  }
}

function finished(status: TranscriptionStatus | null): ConnectionLine {
  const text = messages.connection
  if (status?.status === 'failed') return { look: 'failed', text: text.failed }
  if (status?.status === 'cancelled') return { look: 'cancelled', text: text.cancelled }
  return { look: 'finished', text: text.finished }
}
