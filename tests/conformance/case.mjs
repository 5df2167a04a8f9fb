/** Words to write cases with; `toolchain/conformance/cases.mjs` reads what comes of them. */

/** Bytes from texts (as UTF-8) and numbers (single bytes). */
export const raw = (...parts) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part))),
  )

/** `part` over and over. */
export const again = (part, times) => ({ b64: raw(part).toString('base64'), times })

/** An event without a name. */
export const message = (data, lastEventId = '') => ({ event: 'message', data, lastEventId })

/** An event with a name. */
export const named = (event, data, lastEventId = '') => ({ event, data, lastEventId })

/** Short bodies are cut everywhere. */
const CUT_EVERYWHERE = 400

/**
 * A case: `body` is a text, bytes, or an array of such chunks; `expect` the events that it brings.
 * `more`: what else the case says. The id at the end is that of the last event, if not said.
 */
export function stream(id, body, expect = [], more = {}) {
  const chunks = (Array.isArray(body) ? body : [body]).map((chunk) =>
    chunk.b64 === undefined ? raw(chunk).toString('base64') : chunk,
  )
  const isShort = chunks.every((chunk) => chunk.b64 === undefined && chunk.length < CUT_EVERYWHERE)
  return {
    id,
    source: 'WHATWG HTML 9.2.5, 9.2.6',
    chunks,
    splits: isShort ? 'all' : 'declared',
    expect,
    retry: null,
    lastEventId: expect.at(-1)?.lastEventId ?? '',
    ...more,
  }
}
