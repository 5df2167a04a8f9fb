/**
 * The records that cross between the core and JavaScript have no names there, only places: both sides
 * must list the same names, in the same order.
 */
import { readFile } from 'node:fs/promises'
import { fromRoot } from '../paths.mjs'
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
  Metrics: 'METRICS',
  StreamFailures: 'STREAM_FAILURES',
  TimeIn: 'TIME_IN',
  Latency: 'LATENCY',
}

/** `automatic` is a keyword's neighbour in C++ only. */
const SPELLED_OTHERWISE = { automatic: 'auto' }

/** The members of `text`'s enum or struct `name` as JavaScript spells them: `[names]`, or null. */
export function membersOf(text, name) {
  const bare = text.replace(/\/\/.*$/gm, '')
  const words = new RegExp(`enum class ${name}\\b[^{]*{([^}]*)}`).exec(bare)
  if (words) {
    const all = words[1].split(',').map((word) => word.trim())
    return all.filter(Boolean).map((word) => SPELLED_OTHERWISE[word] ?? word.replaceAll('_', '-'))
  }
  const struct = new RegExp(`struct ${name} {([^}]*)}`).exec(bare)
  if (!struct) return null
  const numbers = [...struct[1].matchAll(/^\s*double (\w+) =/gm)].map(([, member]) => member)
  return numbers.map((member) => member.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()))
}

/** What is wrong with `records` (as core/records.ts exports them), beside the headers' `text`. */
export const differences = (text, records) =>
  Object.entries(LISTS).flatMap(([name, list]) => {
    const expected = membersOf(text, name)
    if (expected === null || expected.length === 0) return [`no header defines ${name}`]
    return expected.join() === [...(records[list] ?? [])].join()
      ? []
      : [`${list} is not ${name}: expected ${expected.join(', ')}`]
  })

export async function checkBoundary() {
  await npmPackage()
  const texts = await Promise.all(HEADERS.map((path) => readFile(fromRoot(path), 'utf8')))
  const records = await import(fromRoot('js-bindings/dist/core/records.js'))
  failOn(differences(texts.join('\n'), records), 'js-bindings/src/core/records.ts lists them')
}
