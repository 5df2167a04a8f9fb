/** What the bytes of the shipped .wasm are for, by the names that its link wrote beside it. */
import { readFile } from 'node:fs/promises'
import { fromRoot } from '../paths.mjs'

const BUILT = fromRoot('build/wasm-release/wasm/transcription-status-core')

/** Parts by the names of their functions; the first that fits. What is called once is compiled into its caller. */
const PARTS = [
  [
    'state machine',
    /^tss::(Machine|Ledger|TimerTable|Health|ServerClock|problem_of)|^decltype.*tss::Machine/,
  ],
  ['JSON of statuses, times and numbers', /^tss::(json|decode|read|parse|append_utf8|\(anonymous)/],
  ["nlohmann_json's lexer", /^nlohmann::/],
  [
    'boundary, with the event-stream parser',
    /^tss::(Core|EventStream)|^\(anonymous|^emscripten::|^_?_embind|^_GLOBAL__|^__wasm_call_ctors/,
  ],
  [
    'C and C++ library, memory',
    /^(std::|operator |decltype|tss::EffectRecord& std|mem|str|malloc|free|abort|__)/,
  ],
]

const CODE = 10
const DATA = 11

/** `[{ name, raw }]`, the largest first: the bytes of each part; they sum up to the file's. */
export async function wasmParts() {
  const bytes = await readFile(`${BUILT}.wasm`)
  return partsOf(bytes, namesOf(await readFile(`${BUILT}.symbols`, 'utf8')))
}

/** Lines of `index:name`. */
export const namesOf = (text) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => line.slice(line.indexOf(':') + 1))

export function partsOf(bytes, names) {
  const { functions, data } = bodiesOf(bytes)
  const imported = names.length - functions.length
  const sums = new Map([['constants', data]])
  functions.forEach((size, index) => {
    const name = names[imported + index] ?? ''
    const [part] = PARTS.find(([, pattern]) => pattern.test(name)) ?? ['other functions']
    sums.set(part, (sums.get(part) ?? 0) + size)
  })
  const known = [...sums.values()].reduce((sum, size) => sum + size, 0)
  sums.set('types, tables, names of the boundary', bytes.length - known)
  return [...sums].map(([name, raw]) => ({ name, raw })).sort((one, other) => other.raw - one.raw)
}

/** The sizes of the functions' bodies in their order, and of the data; WebAssembly 5.5. */
function bodiesOf(bytes) {
  let place = 8
  const number = () => {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = bytes[place++]
      value += (byte % 128) * factor
      if (byte < 128) return value
    }
  }
  const functions = []
  let data = 0
  while (place < bytes.length) {
    const section = bytes[place++]
    const end = number() + place
    if (section === DATA) data = end - place
    if (section === CODE) {
      for (let left = number(); left > 0; left--) {
        const start = place
        place = number() + place
        functions.push(place - start)
      }
    }
    place = end
  }
  return { functions, data }
}
