/**
 * Parsers of event streams, each used as its README says. `parse(chunks, take)` gives `take` each event
 * of a new stream as the parser gives it, with its text in `data`; `read` is its name, data and id.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { loadParser } from '../../../toolchain/conformance/parser.mjs'

export const PARSERS = {
  decoder: {
    label: '(TextDecoder alone: it parses nothing)',
    isFloor: true,
    load: () => (chunks, take) => {
      const decoder = new TextDecoder()
      for (const chunk of chunks) take(decoder.decode(chunk, { stream: true }))
    },
  },
  ours: {
    label: 'this package, WebAssembly',
    load: () => ours('wasm'),
    read: ({ event, data, lastEventId }) => [event, data, lastEventId],
  },
  plain: {
    label: 'this package, plain JavaScript',
    load: () => ours('js'),
    read: ({ event, data, lastEventId }) => [event, data, lastEventId],
  },
  'eventsource-parser': {
    load: async (peer) => {
      const { createParser } = await peer('eventsource-parser')
      return (chunks, take) => {
        const parser = createParser({ onEvent: take })
        const decoder = new TextDecoder()
        for (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }))
      }
    },
    read: ({ event, data, id }) => [event, data, id],
  },
  '@microsoft/fetch-event-source': {
    load: async (peer) => {
      const { getLines, getMessages } = await peer(
        '@microsoft/fetch-event-source',
        'lib/cjs/parse.js',
      )
      const ignore = () => {}
      return (chunks, take) => {
        const feed = getLines(getMessages(ignore, ignore, take))
        for (const chunk of chunks) feed(chunk)
      }
    },
    read: ({ event, data, id }) => [event, data, id],
  },
  'fetch-event-stream': {
    isStream: true,
    load: async (peer) => {
      const { events } = await peer('fetch-event-stream')
      return async (chunks, take) => {
        for await (const event of events(new Response(bodyOf(chunks)))) take(event)
      }
    },
    // It makes numbers of ids that look like one.
    read: ({ event, data, id }) => [event, data, String(id)],
  },
  'parse-sse': {
    isStream: true,
    load: async (peer) => {
      const { parseServerSentEvents } = await peer('parse-sse')
      return async (chunks, take) => {
        for await (const event of parseServerSentEvents(new Response(bodyOf(chunks)))) take(event)
      }
    },
    read: ({ type, data, lastEventId }) => [type, data, lastEventId],
  },
  '@server-sent-stream/web': {
    isStream: true,
    load: async (peer) => {
      const { default: module } = await peer('@server-sent-stream/web')
      const EventSourceStream = module.default ?? module
      return async (chunks, take) => {
        const events = bodyOf(chunks).pipeThrough(new EventSourceStream())
        for await (const event of events) take(event)
      }
    },
    read: ({ type, data, lastEventId }) => [type, data, lastEventId],
  },
}

export const labelOf = (name) => PARSERS[name].label ?? name

/** Imports `file` of the package `name`, or what it exports, from the folder `peers`. */
export function peersIn(peers) {
  const { resolve } = createRequire(join(peers, 'package.json'))
  return (name, file) => import(pathToFileURL(resolve(file ? `${name}/${file}` : name)).href)
}

async function ours(core) {
  const parser = await loadParser(core)
  return (chunks, take) => {
    parser.start('')
    for (const chunk of chunks) for (const event of parser.feed(chunk)) take(event)
  }
}

function bodyOf(chunks) {
  let next = 0
  return new ReadableStream({
    pull(controller) {
      if (next < chunks.length) controller.enqueue(chunks[next++])
      else controller.close()
    },
  })
}
