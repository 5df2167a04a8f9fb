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
  return {
    start: (lastEventId) => module.start(lastEventId),
    feed: (bytes) => eventsOf(module.parse(bytes)),
    lastEventId: () => module.lastEventId(),
    reconnectionTime: () => {
      const asked = module.reconnectionTime()
      return asked < 0 ? null : asked
    },
  }
}

/** A CR leads each of an event's three texts, none of which can hold one. */
function eventsOf(found) {
  if (found === '') return []
  const texts = found.split('\r')
  const events = []
  for (let at = 1; at < texts.length; at += 3) {
    events.push({ event: texts[at], data: texts[at + 1], lastEventId: texts[at + 2] })
  }
  return events
}
