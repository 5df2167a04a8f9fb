/** What earlier decisions showed, and later ones have reasons in. Times are wall clock, milliseconds. */
import type { Decision } from '../types.js'

/** One stream, from the effect that asked for it. */
export interface StreamHistory {
  generation: number
  askedAt: number
  openedAt: number | null
  /** When it was last heard with something of use: its opening, a status, a heartbeat. */
  heardAt: number | null
}

export interface History {
  stream: StreamHistory | null
  /** When the request that runs was sent; null when none does. */
  requestedAt: number | null
  /** When a request was last sent. */
  lastRequestAt: number | null
  pollingSince: number | null
}

export const NO_HISTORY: History = {
  stream: null,
  requestedAt: null,
  lastRequestAt: null,
  pollingSince: null,
}

const OF_USE = ['status', 'message', 'heartbeat']

/** What is known before `decision` has any effect: that its event has come. */
export function heard(history: History, { at, event, before, connection }: Decision): History {
  const { stream } = history
  if (stream === null || !('generation' in event) || event.generation !== stream.generation) {
    return history
  }
  const isOpening =
    stream.openedAt === null && connection.metrics.connects > before.metrics.connects
  if (event.type === 'stream-opened' || isOpening) {
    return { ...history, stream: { ...stream, openedAt: stream.openedAt ?? at, heardAt: at } }
  }
  const isOfUse =
    (event.type === 'stream-message' || event.type === 'stream-bytes') &&
    connection.metrics.rejected === before.metrics.rejected &&
    event.frames.some((name) => OF_USE.includes(name))
  return isOfUse ? { ...history, stream: { ...stream, heardAt: at } } : history
}

/** What is known after `decision`. */
export function after(history: History, { at, event, effects, from, to }: Decision): History {
  let { stream, requestedAt, lastRequestAt } = history
  if (event.type === 'response') requestedAt = null
  for (const effect of effects) {
    const { type } = effect
    if (type === 'open-stream') {
      stream = { generation: effect.generation, askedAt: at, openedAt: null, heardAt: null }
    } else if (type === 'close-stream') stream = null
    else if (type === 'request-status') requestedAt = lastRequestAt = at
    else if (type === 'cancel-request') requestedAt = null
  }
  const pollingSince = to !== 'polling' ? null : from === 'polling' ? history.pollingSince : at
  return { stream, requestedAt, lastRequestAt, pollingSince }
}
