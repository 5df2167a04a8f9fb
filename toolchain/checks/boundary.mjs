/**
 * The records that cross between the core and JavaScript have no names there, only places: both sides
 * must list the same names, in the same order. Those that bindings.cpp and core.ts put together by
 * hand (snapshot, effect, event, environment) are compared by the recorded runs of tests/golden.
 */
import { readFile } from 'node:fs/promises'
import { fromRoot } from '../paths.mjs'
import { PlainError } from '../run/errors.mjs'
import { npmPackage } from '../test/prepare.mjs'
import { failOn } from './report.mjs'

const HEADERS = ['types', 'boundary', 'config', 'snapshot'].map(
  (name) => `wasm/include/tss/${name}.hpp`,
)

/** The list of js-bindings/src/core/records.ts for each enum and struct of the headers. */
const LISTS = {
  State: 'STATES',
  Mode: 'MODES',
  TransportChoice: 'TRANSPORT_CHOICES',
  FallbackReason: 'FALLBACK_REASONS',
  Problem: 'PROBLEMS',
  EventType: 'EVENT_TYPES',
  EffectType: 'EFFECT_TYPES',
  Complaint: 'COMPLAINTS',
  Policy: 'POLICY',
}

/** `automatic` is a keyword's neighbour in C++ only. */
const SPELLED_OTHERWISE = { automatic: 'auto' }

const camelCase = (member) => member.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())

/** The members of `text`'s enum or struct `name` as JavaScript spells them: `[names]`, or null. */
export function membersOf(text, name) {
  const bare = text.replace(/\/\/.*$/gm, '')
  const words = new RegExp(`enum class ${name}\\b[^{]*{([^}]*)}`).exec(bare)
  if (words) {
    const all = words[1].split(',').map((word) => word.trim())
    return all.filter(Boolean).map((word) => SPELLED_OTHERWISE[word] ?? word.replaceAll('_', '-'))
  }
  const struct = new RegExp(`struct ${name} {([^}]*)}`).exec(bare)
  return struct && numbersOf(struct[1], bare, name)
}

/** The numbers of a struct's `body` in their order; of a struct within it, `member.number` each. */
function numbersOf(body, text, name) {
  const declarations = body.split(';').map((one) => one.trim())
  return declarations.filter(Boolean).flatMap((declaration) => {
    const [, number] = /^double (\w+) = [^,]+$/.exec(declaration) ?? []
    if (number) return [camelCase(number)]
    const [, type, member] = /^(\w+) (\w+)$/.exec(declaration) ?? []
    const inner = type && membersOf(text, type)
    if (inner) return inner.map((each) => `${camelCase(member)}.${each}`)
    throw new PlainError(
      `${name}: expected 'double name = value' or 'Struct name', found '${declaration}'`,
    )
  })
}

/** What stands in `records` for the struct Metrics: its own numbers, then those within it. */
const metricsOf = ({ METRICS, STREAM_FAILURES, TIME_IN, LATENCY }) => [
  ...METRICS,
  ...STREAM_FAILURES.map((each) => `failures.${each}`),
  ...TIME_IN.map((each) => `timeIn.${each}`),
  ...LATENCY.map((each) => `latency.${each}`),
]

/** What is wrong with `records` (as core/records.ts exports them), beside the headers' `text`. */
export function differences(text, records) {
  const listed = Object.entries(LISTS).map(([name, list]) => [name, records[list] ?? []])
  return [...listed, ['Metrics', metricsOf(records)]].flatMap(([name, found]) => {
    const expected = membersOf(text, name)
    if (!expected?.length) return [`no header defines ${name}`]
    return expected.join() === found.join()
      ? []
      : [`${name}: expected ${expected.join(', ')}; found ${found.join(', ')}`]
  })
}

export async function checkBoundary() {
  await npmPackage()
  const texts = await Promise.all(HEADERS.map((path) => readFile(fromRoot(path), 'utf8')))
  const records = await import(fromRoot('js-bindings/dist/core/records.js'))
  failOn(differences(texts.join('\n'), records), 'js-bindings/src/core/records.ts lists them')
}
