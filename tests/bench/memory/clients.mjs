/**
 * What follows a session, each used as its README says. `follow(url, seen)` follows the session at
 * `url`, holds its newest status, and calls `seen` at the first; what it returns is held, too.
 */
import { peersIn } from '../parsing/parsers.mjs'

const POLL_MS = 3_000

const stream = (url) => `${url}/status/stream`

const ours = (entry) => async () => {
  const { createTranscriptionClient } = await import(entry)
  return (url, seen) => {
    const { origin, pathname } = new URL(url)
    const id = pathname.split('/').at(-1)
    const client = createTranscriptionClient(id, { baseUrl: origin, transport: 'fetch' })
    client.subscribe(() => client.getSnapshot().status && seen())
    return client
  }
}

/** Reads the body and leaves it: what any client over fetch costs at least. */
const bare = async () => (url, seen) => {
  const held = { status: null }
  const read = async () => {
    const { body } = await fetch(stream(url))
    const reader = body.getReader()
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      held.status = value
      seen()
    }
  }
  void read()
  return held
}

const eventSource = (name) => async (peer) => {
  const module = await peer(name)
  const EventSource = module.EventSource ?? module.default
  return (url, seen) => {
    const held = { source: new EventSource(stream(url)), status: null }
    held.source.addEventListener('status', ({ data }) => {
      held.status = JSON.parse(data)
      seen()
    })
    return held
  }
}

const eventSourceClient = async (peer) => {
  const { createEventSource } = await peer('eventsource-client')
  return (url, seen) => {
    const held = { source: null, status: null }
    const onMessage = ({ event, data }) => {
      if (event !== 'status') return
      held.status = JSON.parse(data)
      seen()
    }
    held.source = createEventSource({ url: stream(url), onMessage })
    return held
  }
}

const polling = async () => (url, seen) => {
  const held = { status: null, timer: null }
  const poll = async () => {
    const response = await fetch(`${url}/status`)
    held.status = await response.json()
    seen()
  }
  held.timer = setInterval(poll, POLL_MS)
  void poll()
  return held
}

export const CLIENTS = {
  bare: { label: '(fetch alone, reading the body)', load: bare },
  ours: { label: 'this package, WebAssembly', load: ours('transcription-status-sse/client') },
  plain: { label: 'this package, /plain', load: ours('transcription-status-sse/plain/client') },
  eventsource: { load: eventSource('eventsource') },
  'eventsource-client': { load: eventSourceClient },
  'launchdarkly-eventsource': { load: eventSource('launchdarkly-eventsource') },
  polling: { label: `polling with fetch, ${POLL_MS / 1000} s`, load: polling },
}

export const load = (name, peers) => CLIENTS[name].load(peersIn(peers))
