/** The event-stream parser inside the core that the package ships. */
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { fromRoot } from '../paths.mjs'

const shipped = (name) => fromRoot('js-bindings/dist/core', name)

export const CORES = ['wasm', 'js']

/** The parser of the core `wasm` or `js`; it reads one stream at a time. */
export async function loadParser(core) {
  return parserOf(core === 'js' ? await plainCore() : await wasmCore())
}

async function wasmCore() {
  const { default: create } = await importFile(shipped('transcription-status-core.js'))
  return create({ wasm: await readFile(shipped('transcription-status-core.wasm')) })
}

async function plainCore() {
  const { default: create } = await importFile(shipped('transcription-status-core-plain.js'))
  return create()
}

const importFile = (path) => import(pathToFileURL(path).href)

/** `start`, `feed` (bytes to events), and what the stream said so far. */
function parserOf(core) {
  return {
    start: (lastEventId) => core.startEventStream(lastEventId),
    feed: (bytes) => eventsOf(core.parseEvents(bytes)),
    lastEventId: () => core.streamId(),
    reconnectionTime: () => {
      const asked = core.streamRetry()
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
