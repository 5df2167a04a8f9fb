/** Tells what the core was told and decided. Loaded where somebody listens (`onDecision`). */
import type { CoreEffect, CoreEvent, Fact } from './core/core.js'
import type { DecidedEffect, DecidingEvent, Decision, ServerClose } from './decision.js'
import { timersOf } from './due-timers.js'
import type { Connection, TranscriptionSnapshot } from './types.js'

/**
 * @param at wall clock, milliseconds
 * @param before what a look at the session showed just before …
 * @param after … and just after
 */
export function decisionOf(
  at: number,
  fact: Fact,
  effects: readonly CoreEffect[],
  { connection: before }: TranscriptionSnapshot,
  { connection, error }: TranscriptionSnapshot,
): Decision {
  const decided = effects.map(effectOf)
  return {
    at,
    event: eventOf(fact, decided, before, connection, at),
    effects: decided,
    from: before.state,
    to: connection.state,
    before,
    connection,
    error,
  }
}

function eventOf(
  fact: Fact,
  effects: readonly DecidedEffect[],
  before: Connection,
  after: Connection,
  at: number,
): DecidingEvent {
  if (fact.type === 'start') return { type: fact.type }
  // Spelled out here too: what two chunks have in common becomes a third, and every page loads it.
  const { type, generation = 0, name = '', text = '', httpStatus = 0, awayMs = 0 } = fact
  const { retryAfterMs = -1 } = fact
  switch (type) {
    case 'retry':
    case 'acquire':
    case 'release':
    case 'dispose':
    case 'online':
    case 'offline':
    case 'hide':
      return { type }
    case 'wake':
      return { type, awayMs }
    case 'tick':
      return { type, timers: timersOf(effects, before, after, at) }
    case 'stream-opened':
    case 'stream-failed':
      return { type, generation }
    case 'stream-message':
      return {
        type,
        generation,
        frames: [textOf(name)],
        close: name === 'close' ? closeOf(textOf(text)) : null,
      }
    case 'stream-bytes':
      return { type, generation, ...framesOf(textOf(text)) }
    case 'stream-refused':
    case 'response':
      return { type, generation, httpStatus, retryAfterMs: retryAfterMs < 0 ? null : retryAfterMs }
  }
}

function effectOf({ type, generation, urgent, complaint, text }: CoreEffect): DecidedEffect {
  switch (type) {
    case 'open-stream':
      return { type, generation, lastEventId: text }
    case 'close-stream':
    case 'request-status':
    case 'cancel-request':
      return { type, generation }
    case 'publish':
      return { type, urgent }
    case 'renew-credentials':
    case 'finish':
      return { type }
    case 'report':
      if (complaint === 'none') throw new Error('expected a report to have a complaint')
      return { type, complaint, field: text }
  }
}

const textOf = (text: NonNullable<CoreEvent['text']>): string =>
  typeof text === 'string' ? text : new TextDecoder().decode(text)

/** The frames that end in `text`; those that were begun before it are named by their second half. */
function framesOf(text: string): { frames: string[]; close: ServerClose | null } {
  let close: ServerClose | null = null
  const frames: string[] = []
  for (const frame of text.split(/\r\n\r\n|\n\n|\r\r/).slice(0, -1)) {
    const name = fieldOf(frame, 'event')
    const said = fieldOf(frame, 'data')
    if (name === null && said === null) continue
    frames.push(name ?? 'message')
    if (name === 'close' && said !== null) close = closeOf(said)
  }
  return { frames, close }
}

function fieldOf(frame: string, name: string): string | null {
  const lines = frame.split(/\r\n|\n|\r/).filter((line) => line.startsWith(`${name}:`))
  if (lines.length === 0) return null
  return lines.map((line) => line.slice(name.length + 1).replace(/^ /, '')).join('\n')
}

function closeOf(text: string): ServerClose | null {
  try {
    const said = JSON.parse(text) as Record<string, unknown> | null
    const { reason, reconnect, retry_after_ms: wait } = said ?? {}
    return {
      reason: typeof reason === 'string' ? reason : '',
      reconnect: reconnect === true,
      retryAfterMs: typeof wait === 'number' ? wait : null,
    }
  } catch {
    return null
  }
}
