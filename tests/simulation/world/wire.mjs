/** What the server puts on a stream: frames, for EventSource as events, for fetch as bytes. */
import { idOf, SERVER_EPOCH_MS, textOf } from '../schedule/job.mjs'

/**
 * A frame: `name` ('' for an event without one), `data`, `id` (null: none), and what the client
 * should complain of: `complaint` is null, 'skipped' or 'noted'.
 */
export const statusFrame = (status, name = 'status') => ({
  name,
  data: textOf(status),
  id: idOf(status),
  complaint: status.word === 'paused' ? 'noted' : null,
  status,
})

export const heartbeatFrame = (now) => ({
  name: 'heartbeat',
  data: JSON.stringify({ timestamp: new Date(SERVER_EPOCH_MS + now).toISOString() }),
  id: null,
  complaint: null,
  isHeartbeat: true,
})

export const closeFrame = ({ reason, retryAfterMs, reconnect = true }) => ({
  name: 'close',
  data: JSON.stringify({ reason, reconnect, retry_after_ms: retryAfterMs }),
  id: null,
  complaint: null,
  close: { reconnect, retryAfterMs },
})

const skipped = (name, data) => ({ name, data, id: null, complaint: 'skipped' })

/** Data that no client should take for a status, from a status that would be one. */
const SPOILT = {
  cut: (text) => text.slice(0, -7),
  html: () => '<!doctype html><title>Sign in</title>',
  scalar: () => '17',
  missing: (text) => text.replace('"epoch"', '"era"'),
  type: (text) => text.replace(/"sequence":\d+/, '"sequence":"1"'),
  range: (text) => text.replace(/"progress":[\d.]+/, '"progress":101'),
  deep: () => '['.repeat(65),
  large: (text) => text.replace('"message":"', `"message":"${'x'.repeat(20_000)}`),
}

/** A body or data that is no status. */
export const spoilt = (chance, status) => SPOILT[chance.of(Object.keys(SPOILT))](textOf(status))

/** Something between the good frames: unreadable, or of no concern. */
export function garbageFrame(chance, status) {
  const kind = chance.whole(0, 9)
  if (kind === 0) return skipped('close', '{"reason":"shutdown"}')
  if (kind === 1) return { name: 'metrics', data: '{', id: null, complaint: null }
  const id = chance.is(0.2) ? idOf(status) : null
  return { ...skipped(chance.is(0.2) ? '' : 'status', spoilt(chance, status)), id }
}

/** How one connection writes its lines: all of it legal (WHATWG HTML, 9.2.5). */
export function drawDialect(chance) {
  return {
    lineEnd: chance.weighted({ '\n': 80, '\r\n': 15, '\r': 5 }),
    space: chance.is(0.9) ? ' ' : '',
    comments: chance.is(0.1),
    hasMark: chance.is(0.05),
    isUnnamed: chance.is(0.05),
  }
}

const encoder = new TextEncoder()

/** The bytes of the stream's beginning. */
export const preamble = ({ lineEnd, hasMark }) =>
  encoder.encode(`${hasMark ? '\ufeff' : ''}retry: 3000${lineEnd}${lineEnd}`)

export function bytesOf({ name, data, id }, { lineEnd, space, comments, isUnnamed }) {
  const lines = []
  if (comments) lines.push(': nothing to see')
  if (id !== null) lines.push(`id:${space}${id}`)
  if (name !== '' && !(isUnnamed && name === 'status')) lines.push(`event:${space}${name}`)
  lines.push(`data:${space}${data}`, '', '')
  return encoder.encode(lines.join(lineEnd))
}
