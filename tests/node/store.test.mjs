/** The shell around the real core, in a world that the test rules. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IDLE, loadCore, settingsOf, Store } from './support/dist.mjs'
import { follow } from './support/follow.mjs'
import { completed, say, settled, statusOf, World } from './support/world.mjs'

/** Fails stream after stream until polling begins; returns how many were needed. */
async function failStreams(world, store) {
  let failures = 0
  while (store.getSnapshot().connection.state !== 'polling') {
    world.stream.listener.failed()
    failures++
    const { connection } = store.getSnapshot()
    if (connection.state === 'backoff') {
      await world.advance(connection.nextAttemptAt - world.epoch - world.now + 1)
    }
  }
  return failures
}

test('AC-2.1.1 opens the stream of the session and shows what it says', async () => {
  const world = new World()
  const { store } = await follow(world)
  assert.equal(world.streams.length, 1)
  assert.equal(world.stream.url, '/api/v1/sessions/job/status/stream')
  world.stream.listener.opened()
  assert.equal(store.getSnapshot().connection.isConnected, true)
  say(world.stream, statusOf(5))
  const { status, connection, error } = store.getSnapshot()
  assert.deepEqual(status, statusOf(5))
  assert.equal(connection.mode, 'sse')
  assert.equal(connection.lastUpdateAt, world.epoch + world.now)
  assert.equal(error, null)
})

test('AC-3.1.1 AC-3.1.4 polls with the third failed attempt, says so and shows no error', async () => {
  const world = new World()
  const { store } = await follow(world)
  assert.equal(await failStreams(world, store), 3)
  const { connection, error } = store.getSnapshot()
  assert.equal(connection.isFallback, true)
  assert.equal(connection.fallbackReason, 'error')
  assert.equal(connection.pollIntervalMs, 3000)
  assert.equal(error, null)
})

test('AC-3.1.2 AC-3.1.3 AC-3.1.5 by default polls every 3 s, probes after 30 s and loses nothing', async () => {
  const world = new World()
  const { store } = await follow(world)
  await failStreams(world, store)
  const began = world.now
  const polls = () => world.requests.length
  await world.request.answer(200, JSON.stringify(statusOf(1)))
  const first = polls()
  const streams = world.streams.length
  while (world.streams.length === streams) {
    const before = polls()
    await world.advance(1000)
    if (polls() > before) {
      await world.request.answer(200, JSON.stringify(statusOf(polls())))
      assert.equal(store.getSnapshot().status.sequence, polls())
    }
  }
  const elapsed = world.now - began
  assert.ok(elapsed >= 27_000 && elapsed <= 34_000, `the probe came after ${elapsed} ms`)
  assert.equal(polls() - first, Math.floor(elapsed / 3000))
  assert.equal(store.getSnapshot().connection.probing, true)
  say(world.stream, statusOf(50))
  assert.equal(store.getSnapshot().connection.mode, 'sse')
  assert.equal(store.getSnapshot().status.sequence, 50)
})

test('AC-3.3.2 without EventSource polls from the start and never opens a stream', async () => {
  const world = new World()
  world.hasEventSource = false
  const { store } = await follow(world)
  assert.equal(world.requests.length, 1)
  assert.equal(world.request.url, '/api/v1/sessions/job/status')
  assert.equal(store.getSnapshot().connection.fallbackReason, 'unsupported')
  assert.equal(store.getSnapshot().error, null)
  await world.advance(600_000)
  assert.equal(world.streams.length, 0)
})

test('AC-1.1.4 after a terminal status nothing is open and nothing is asked', async () => {
  const world = new World()
  const { store } = await follow(world)
  say(world.stream, completed(9))
  assert.equal(store.getSnapshot().connection.state, 'closed')
  assert.equal(world.openStreams.length, 0)
  await world.advance(3_600_000)
  world.report('wake', { awayMs: 3_600_000 })
  assert.equal(world.streams.length, 1)
  assert.equal(world.requests.length, 0)
})

test('AC-2.1.4 the last user leaving ends everything, after a grace in which nothing changes', async () => {
  const world = new World()
  const { store, observer, seen } = await follow(world)
  store.release(observer, false)
  await world.advance(249)
  assert.equal(world.openStreams.length, 1)
  await world.advance(1)
  assert.equal(world.held, 0)
  assert.equal(seen.finished, 1)
  world.stream.listener.message('status', JSON.stringify(statusOf(1)))
  world.stream.listener.failed()
  store.retry()
  await settled()
  assert.equal(world.held, 0)
})

test('leaving at once cancels what is under way', async () => {
  const world = new World()
  world.hasEventSource = false
  const { store, observer, seen } = await follow(world)
  store.release(observer, true)
  assert.equal(world.request.options.signal.aborted, true)
  assert.equal(world.held, 0)
  assert.equal(seen.finished, 1)
  await world.request.answer(200, JSON.stringify(statusOf(1)))
  assert.equal(store.getSnapshot().status, null)
})

test('resumes behind the newest status, also when the address has a query', async () => {
  const world = new World()
  const streamUrl = (id) => `/s?job=${id}#part`
  const { store } = await follow(world, { streamUrl })
  assert.equal(world.stream.url, '/s?job=job#part')
  say(world.stream, statusOf(41))
  world.stream.listener.failed()
  const { nextAttemptAt } = store.getSnapshot().connection
  await world.advance(nextAttemptAt - world.epoch - world.now + 1)
  assert.equal(world.stream.url, '/s?job=job&last_event_id=5f3a-41#part')
})

test('what is no status is reported, counted and skipped; what is unknown is kept', async () => {
  const world = new World()
  const { store, seen } = await follow(world)
  say(world.stream, statusOf(1, { speaker: { name: 'Elinor' } }))
  say(world.stream, '<html>')
  say(world.stream, { ...statusOf(2), progress: '50' })
  say(world.stream, `\uFEFF${JSON.stringify(statusOf(3))}`)
  say(world.stream, 'x'.repeat(1_048_577))
  assert.deepEqual(
    seen.diagnostics.map(({ code, field }) => [code, field]),
    [
      ['not-json', undefined],
      ['wrong-type', 'progress'],
      ['not-json', undefined],
      ['too-large', undefined],
    ],
  )
  assert.match(seen.diagnostics[1].message, /"progress"/)
  const { status, connection } = store.getSnapshot()
  assert.equal(status.sequence, 1)
  assert.deepEqual(status.speaker, { name: 'Elinor' })
  assert.equal(connection.metrics.rejected, 4)
})

test('an unknown status word is noted and passed on', async () => {
  const world = new World()
  const { store, seen } = await follow(world)
  say(world.stream, statusOf(1, { status: 'paused' }))
  assert.equal(store.getSnapshot().status.status, 'paused')
  assert.equal(seen.diagnostics[0].code, 'unknown-word')
})

test('what a server may leave out is null for the app', async () => {
  const world = new World()
  const { store } = await follow(world)
  const { estimated_completion: _1, error: _2, statistics: _3, ...least } = statusOf(1)
  say(world.stream, least)
  assert.deepEqual(store.getSnapshot().status, {
    ...least,
    estimated_completion: null,
    error: null,
    statistics: null,
  })
})

test('progress that a server takes back is held', async () => {
  const world = new World()
  const { store } = await follow(world)
  say(world.stream, statusOf(1, { progress: 60.5 }))
  say(world.stream, statusOf(2, { progress: 33.3, message: 'later' }))
  assert.equal(store.getSnapshot().status.progress, 60.5)
  assert.equal(store.getSnapshot().status.message, 'later')
})

test('snapshots are new objects when something changed, the same when nothing did, and frozen', async () => {
  const world = new World()
  const { store, seen } = await follow(world)
  say(world.stream, statusOf(1))
  const before = store.getSnapshot()
  const { changes } = seen
  say(world.stream, statusOf(1))
  say(world.stream, { timestamp: '2026-01-01T12:00:15.000Z' }, 'heartbeat')
  assert.equal(store.getSnapshot(), before)
  assert.equal(seen.changes, changes)
  say(world.stream, statusOf(2))
  assert.notEqual(store.getSnapshot(), before)
  assert.equal(before.status.sequence, 1)
  assert.throws(() => (before.status.progress = 5), TypeError)
})

test('a user who acts while being told does not disturb the order of things', async () => {
  const world = new World()
  const { store, seen } = await follow(world)
  store.acquire({
    changed: () => {
      if (store.getSnapshot().error?.code === 'unauthorized') store.retry()
    },
  })
  world.stream.listener.failed()
  await world.request.answer(401)
  assert.deepEqual(seen.transitions.slice(-2), ['backoff → failed', 'failed → connecting'])
  assert.equal(world.openStreams.length, 1)
})

test('what an observer throws surfaces, and stops neither the session nor other observers', async () => {
  const world = new World()
  const { store, seen } = await follow(world)
  const oops = () => {
    throw new Error('oops')
  }
  store.acquire({ changed: oops, options: () => ({ onTransition: oops, onDiagnostic: oops }) })
  const told = seen.changes
  assert.equal(await failStreams(world, store), 3)
  assert.ok(seen.changes > told)
  assert.equal(store.getSnapshot().connection.state, 'polling')
  await world.request.answer(200, '<html>')
  await world.advance(6_000)
  await world.request.answer(200, JSON.stringify(statusOf(4)))
  assert.equal(store.getSnapshot().status.sequence, 4)
  assert.equal(seen.diagnostics.length, 1)
  assert.ok(world.surfaced.length > 0)
  assert.ok(world.surfaced.every(({ message }) => message === 'oops'))
})

test('a user who comes while the end is on its way gets a new beginning', async () => {
  const world = new World()
  const { store, observer, seen } = await follow(world)
  const next = {}
  const onTransition = ({ to }) => {
    if (to !== 'open') return
    observer.options = undefined
    store.release(observer, true)
    store.acquire(next)
  }
  observer.options = () => ({ onTransition })
  world.stream.listener.opened()
  await settled()
  assert.equal(seen.finished, 0)
  assert.equal(world.streams.length, 2)
  assert.equal(world.openStreams.length, 1)
  store.release(next, true)
  assert.equal(seen.finished, 1)
  assert.equal(world.held, 0)
})

test('an EventSource that throws in its constructor counts as a failed attempt', async () => {
  const world = new World()
  world.ports.openStream = () => {
    throw new Error('blocked')
  }
  const { store } = await follow(world)
  assert.equal(store.getSnapshot().connection.state, 'backoff')
  await world.advance(10_000)
  assert.equal(store.getSnapshot().connection.state, 'polling')
})

test('offline and online suspend and resume', async () => {
  const world = new World()
  const { store } = await follow(world)
  world.report('offline')
  assert.equal(store.getSnapshot().connection.state, 'suspended')
  assert.equal(world.openStreams.length, 0)
  world.report('online')
  assert.equal(store.getSnapshot().connection.state, 'connecting')
})

test('errors carry a code, a sentence for people, and the HTTP status', async () => {
  const world = new World()
  world.hasEventSource = false
  const { store } = await follow(world)
  await world.request.answer(503)
  assert.equal(store.getSnapshot().error.code, 'unavailable')
  assert.equal(store.getSnapshot().error.fatal, false)
  assert.equal(store.getSnapshot().error.httpStatus, 503)
  await world.advance(6000)
  await world.request.answer(404)
  const { error, connection } = store.getSnapshot()
  assert.equal(connection.state, 'failed')
  assert.equal(error.code, 'not-found')
  assert.equal(error.fatal, true)
  assert.match(error.message, /does not exist/)
})

test('before the core is there, and on the server, the session is idle', () => {
  const store = new Store(settingsOf('job', {}), new World().ports, loadCore, () => undefined)
  assert.equal(store.getSnapshot(), IDLE)
  assert.equal(IDLE.connection.state, 'idle')
  // Zero would be a latency.
  const { lastMs, uncertaintyMs, clockOffsetMs } = IDLE.connection.metrics.latency
  assert.deepEqual([lastMs, uncertaintyMs, clockOffsetMs], [null, null, null])
})

test('a thousand sessions one after the other leave the memory of the core as it was', async () => {
  const { default: create } = await import(
    new URL('../../js-bindings/dist/core/transcription-status-core.js', import.meta.url).href
  )
  assert.equal(typeof create, 'function')
  const core = await loadCore()
  const environment = {
    transport: 'auto',
    canStream: true,
    online: true,
    visible: true,
    canRenew: false,
  }
  const handles = new Set()
  for (let i = 0; i < 1000; i++) {
    const handle = core.openSession(core.defaultPolicy(), i)
    core.start(handle, environment, '', 0)
    handles.add(handle)
    core.closeSession(handle)
  }
  assert.ok(handles.size <= 2, `${handles.size} places were used for one session at a time`)
})
