/** Cases of event-stream conformance: their files, and what stands in them, made plain. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../paths.mjs'
import { PlainError } from '../run/errors.mjs'
import { sourceFiles } from '../run/source-files.mjs'

const OWN = 'tests/conformance/cases'

/** How a body is cut besides as given, as a case's `splits` says. */
export const SPLITS = ['declared', 'sampled', 'all']

/** The cases of `file`; without one, all of this project's own. */
export async function readCases(file) {
  const files = file === undefined ? await sourceFiles(join(ROOT, OWN)) : [file]
  return (await Promise.all(files.map(casesOf))).flat()
}

async function casesOf(file) {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw new PlainError(`expected a file of cases at '${file}', it cannot be read: ${error.code}`)
  })
  const found = parseJson(text, file)
  if (!Array.isArray(found)) {
    throw new PlainError(`expected a JSON array of cases in '${file}', got ${short(found)}`)
  }
  return found.map((one, place) => plainCase(one, `case ${place + 1} of '${file}'`))
}

function parseJson(text, file) {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new PlainError(`expected JSON in '${file}': ${error.message}`)
  }
}

/**
 * `{ id, tags, chunks, splits, lastEventIdBefore, events, progress, retry, retryAccept, lastEventId }`
 * with bytes for chunks, a string for each text and an event for each that is expected.
 */
function plainCase(one, where) {
  const wrong = (what, got) => {
    throw new PlainError(`${where}: expected ${what}, got ${short(got)}`)
  }
  if (typeof one?.id !== 'string') wrong('an id', one)
  const { id, tags = [], splits = 'declared', progress, retry = null, retryAccept, init } = one
  const at = (what, got) => wrong(`${what} in '${id}'`, got)
  if (!Array.isArray(one.chunks)) at("an array as 'chunks'", one.chunks)
  if (!Array.isArray(one.expect)) at("an array as 'expect'", one.expect)
  if (!SPLITS.includes(splits)) at(`one of ${SPLITS.join(', ')} as 'splits'`, splits)
  const text = (value) => textOf(value) ?? at('a string, {repeat, times} or {parts}', value)
  const events = one.expect.flatMap(({ event, data, lastEventId, times = 1 }) =>
    Array(times).fill({ event: text(event), data: text(data), lastEventId: text(lastEventId) }),
  )
  return {
    ...{ id, tags, splits, events, progress, retry, retryAccept },
    chunks: one.chunks.map((chunk) => bytesOf(chunk) ?? at('base64 or {b64, times}', chunk)),
    lastEventIdBefore: text(init?.lastEventId ?? ''),
    lastEventId: text(one.lastEventId),
  }
}

function bytesOf(chunk) {
  if (typeof chunk === 'string') return Buffer.from(chunk, 'base64')
  if (typeof chunk?.b64 !== 'string' || !Number.isInteger(chunk.times)) return undefined
  const once = Buffer.from(chunk.b64, 'base64')
  return once.length === 0 ? once : Buffer.alloc(once.length * chunk.times, once)
}

function textOf(value) {
  if (typeof value === 'string') return value
  if (typeof value?.repeat === 'string') return value.repeat.repeat(value.times)
  if (!Array.isArray(value?.parts)) return undefined
  const parts = value.parts.map(textOf)
  return parts.includes(undefined) ? undefined : parts.join('')
}

const LONGEST = 160

/** `value` as JSON, its middle left out where it is long. */
export function short(value) {
  const text = JSON.stringify(value) ?? String(value)
  if (text.length <= LONGEST) return text
  const half = LONGEST / 2
  return `${text.slice(0, half)} … ${text.slice(-half)} (${text.length} characters)`
}
