/** What the other tests know of the targets' inputs, written as inputs: where fuzzing begins. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCases } from '../conformance/cases.mjs'
import { fromRoot } from '../paths.mjs'
import { seedsOf } from './targets.mjs'

const GOLDEN = fromRoot('tests/golden')

const MAKERS = { event_stream: eventStreams, codec: texts, numbers, operations: scripts }

/** Writes the seeds of `target` anew. */
export async function writeSeeds(target) {
  const folder = fromRoot(seedsOf(target))
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const seed of await MAKERS[target.name]()) {
    const name = createHash('sha1').update(seed).digest('hex')
    if (seed.length <= target.longest) await writeFile(join(folder, name), seed)
  }
}

/** The shipped frame limit, pieces of three bytes and of five, a body. */
async function eventStreams() {
  const cases = await readCases()
  return cases.map(({ chunks }) => Buffer.concat([Buffer.from('L35'), ...chunks]))
}

/** The shipped limits, a text. */
async function texts() {
  const golden = await scenarios()
  const recorded = golden.flatMap(({ texts = {}, steps }) => [
    ...Object.values(texts),
    ...steps.map(({ text }) => text),
  ])
  const own = recorded.filter((text) => typeof text === 'string' && !text.startsWith('@'))
  return [...own, ...edgesOf(golden[0].texts)].map((text) => Buffer.from(`L${text}`))
}

/** What chance rarely meets, of statuses that are valid. */
const edgesOf = (texts) =>
  Object.values(texts).flatMap((text) => [
    `\uFEFF${text}`,
    `${text}\0`,
    // With a dash and 16 digits they have 256 and 257 characters.
    ...[239, 240].map((length) => text.replace('"e1"', `"${'e'.repeat(length)}"`)),
  ])

/** Whatever number or time stands in a recorded run. */
async function numbers() {
  const text = JSON.stringify(await scenarios())
  const times = text.match(/\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g) ?? []
  const all = text.match(/-?\d+(\.\d+)?(e[+-]?\d+)?/gi) ?? []
  return [...new Set([...times, ...all])].map((one) => Buffer.from(one))
}

async function scripts() {
  return (await scenarios()).map((scenario) => Buffer.from(scriptOf(scenario)))
}

async function scenarios() {
  const names = (await readdir(GOLDEN)).filter((name) => name.endsWith('.json'))
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(GOLDEN, name)))))
}

/** A recorded run as a script of tests/fuzz/script.hpp. */
function scriptOf({ seed, environment, policy, steps, texts = {} }) {
  const { transport, canStream, online, visible, canRenew } = environment
  const words = [transport, canStream && 'stream', online && 'online']
  const rest = [visible && 'visible', canRenew && 'renew']
  const settings = Object.entries(policy).map(([name, value]) => `policy ${snake(name)} ${value}`)
  const lines = [`seed ${seed}`, `environment ${[...words, ...rest].filter(Boolean).join(' ')}`]
  return [...lines, ...settings, ...steps.map((step) => lineOf(step, texts))].join('\n') + '\n'
}

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const escaped = (text) =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')

function lineOf(step, texts) {
  const { type, wait, sleep, text = '', name = 'message', httpStatus = 0, retryAfterMs } = step
  if (wait !== undefined) return `wait ${wait}`
  if (sleep !== undefined) return `due ${sleep}`
  const body = text.startsWith('@') ? texts[text.slice(1)] : text
  const refusal = [httpStatus, retryAfterMs].filter((number) => number >= 0).join(' ')
  const forms = {
    'stream-opened': 'opened',
    'stream-failed': 'failed',
    'stream-refused': `refused ${refusal}`,
    'stream-message': `message ${name} ${body}`,
    'stream-bytes': `bytes ${escaped(body)}`,
    response: body ? `body ${httpStatus} ${body}` : `refuse ${refusal}`,
    wake: `wake ${step.awayMs ?? 0}`,
  }
  return forms[type] ?? type
}
