/** The core's event-stream parser by itself: the same library and flags as in the shipped core. */
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { fromRoot } from '../paths.mjs'

const built = (end) => fromRoot('build/wasm-release/wasm', `transcription-status-parser${end}`)

export const CORES = ['wasm', 'js']

/** The parser compiled as the core `wasm` or `js` is; it reads one stream at a time. */
export async function loadParser(core) {
  return parserOf(core === 'js' ? await plainModule() : await wasmModule())
}

async function wasmModule() {
  const { default: create } = await importFile(built('.js'))
  return create({ wasm: await readFile(built('.wasm')) })
}

async function plainModule() {
  const { default: create } = await importFile(built('-plain.js'))
  return create()
}

const importFile = (path) => import(pathToFileURL(path).href)

/** `start`, `feed` (bytes to events), and what the stream said so far. */
function parserOf(module) {
  const read = reader()
  const place = module.placeAt() / Float64Array.BYTES_PER_ELEMENT
  let room = { at: 0, size: 0 }
  let numbers, memory
  // They are others once the memory has grown.
  const look = () => {
    if (numbers === module.HEAPF64) return
    numbers = module.HEAPF64
    memory = new Uint8Array(numbers.buffer)
  }
  return {
    start: (lastEventId) => module.start(lastEventId),
    feed: (bytes) => {
      const { length } = bytes
      if (length > room.size) room = { at: module.roomFor(length), size: length }
      look()
      memory.set(bytes, room.at)
      module.parse(length)
      look()
      const [at, size] = [numbers[place], numbers[place + 1]]
      return size === 0 ? [] : eventsOf(read(memory.subarray(at, at + size)))
    },
    lastEventId: () => module.lastEventId(),
    reconnectionTime: () => {
      const asked = module.reconnectionTime()
      return asked < 0 ? null : asked
    },
  }
}

/**
 * UTF-8 to text. Node has two ways: the one for whole texts is the faster one for ASCII only, and the
 * one for parts of a text is for all else. What came last tells what comes.
 */
function reader() {
  const [whole, parts] = [0, 1].map(() => new TextDecoder('utf-8', { ignoreBOM: true }))
  let isASCII = true
  return (bytes) => {
    const text = isASCII ? whole.decode(bytes) : parts.decode(bytes, { stream: true })
    isASCII = text.length === bytes.length
    return text
  }
}

/** A CR leads each of an event's three texts, none of which can hold one. */
function eventsOf(found) {
  const events = []
  for (let at = 0; at < found.length;) {
    const data = found.indexOf('\r', at + 1)
    const id = found.indexOf('\r', data + 1)
    const next = found.indexOf('\r', id + 1)
    const end = next < 0 ? found.length : next
    events.push({
      event: found.slice(at + 1, data),
      data: found.slice(data + 1, id),
      lastEventId: found.slice(id + 1, end),
    })
    at = end
  }
  return events
}
