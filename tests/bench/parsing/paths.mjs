/**
 * From bytes to what an app gets: the statuses. `parse(chunks, take)` gives `take` each status of a new
 * stream that the app would see. Peers leave the rest to the app, which calls JSON.parse. This package
 * checks each status, puts it in its place in the order, and shows the newest one of a chunk: all that
 * its store does, but for the network, the timers and the frames, which a stand-in for the browser brings.
 */
import { fromRoot } from '../../../toolchain/paths.mjs'
import { PARSERS } from './parsers.mjs'

const dist = (path) => import(fromRoot('js-bindings/dist', path))

export const PATHS = {
  ours: { load: () => ours('wasm') },
  plain: { load: () => ours('plain') },
  'eventsource-parser': { load: (peer) => withJSON('eventsource-parser', peer) },
  '@microsoft/fetch-event-source': {
    load: (peer) => withJSON('@microsoft/fetch-event-source', peer),
  },
}

async function withJSON(name, peer) {
  const parse = await PARSERS[name].load(peer)
  return (chunks, take) => parse(chunks, ({ data }) => take(JSON.parse(data)))
}

async function ours(kind) {
  const core = await coreFor(kind)
  const { Store } = await dist('store.js')
  const { settingsOf } = await dist('options.js')
  const settings = settingsOf('measured', { transport: 'fetch' })
  return async (chunks, take) => {
    const browser = browserOf()
    const store = new Store(
      settings,
      browser.ports,
      async () => core,
      () => {},
    )
    let shown = null
    const changed = () => {
      const { status } = store.getSnapshot()
      if (status !== shown) take((shown = status))
    }
    const observer = { changed }
    store.acquire(observer)
    const stream = await browser.stream
    stream.opened()
    for (const chunk of chunks) {
      stream.bytes(chunk)
      browser.paint()
    }
    store.release(observer, true)
  }
}

async function coreFor(kind) {
  if (kind === 'wasm') return dist('core/loader.js').then(({ loadCore }) => loadCore())
  const { coreOf } = await dist('core/core.js')
  const { default: create } = await dist('core/transcription-status-core-plain.js')
  return coreOf(kind, await create())
}

/** `{ ports, stream, paint }`: the stream that was asked for, and frames until nothing waits for one. */
function browserOf() {
  const nothing = () => {}
  let painted = nothing
  let opened
  const stream = new Promise((resolve) => (opened = resolve))
  const ports = {
    now: () => performance.now(),
    wallClock: () => Date.now(),
    schedule: () => nothing,
    frame: (run) => {
      painted = run
      return () => (painted = nothing)
    },
    surface: (error) => {
      throw error
    },
    seed: () => 1,
    canStream: () => true,
    isOnline: () => true,
    isVisible: () => true,
    openStream: (request, listener) => opened(listener),
    request: () => new Promise(nothing),
    watchEnvironment: () => nothing,
  }
  const paint = () => {
    while (painted !== nothing) {
      const run = painted
      painted = nothing
      run()
    }
  }
  return { ports, stream, paint }
}
