/** What `onDecision` tells, with the real core in a world that the test rules. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load, loadCore, settingsOf, Store } from './support/dist.mjs'
import { FakeBrowser } from './support/tabs.mjs'
import { completed, say, settled, statusOf, World } from './support/world.mjs'

// Loaded on demand; loaded before, it is there at once.
await load('decisions.js')

/** A session whose decisions are collected in `told`. */
async function follow(options = {}) {
  const world = new World()
  const told = []
  const all = { ...options, onDecision: (decision) => told.push(decision) }
  const store = new Store(settingsOf('job', all), world.ports, loadCore, () => undefined)
  const observer = { options: () => all }
  store.acquire(observer)
  await loadCore()
  await settled()
  const leave = async (atOnce) => {
    store.release(observer, atOnce)
    await settled()
  }
  const last = async () => {
    await settled()
    return told.at(-1)
  }
  return { world, told, last, store, observer, leave }
}

const close = (more) => JSON.stringify({ reason: 'shutdown', reconnect: true, ...more })
const bytes = (text) => new TextEncoder().encode(text)

test('each event is told with its effects and the states around it, in order', async () => {
  const { world, told } = await follow()
  world.stream.listener.opened()
  say(world.stream, statusOf(3))
  say(world.stream, completed(4))
  await settled()
  assert.deepEqual(
    told.map(({ event, from, to }) => `${event.type}: ${from} → ${to}`),
    [
      'start: idle → connecting',
      'stream-opened: connecting → open',
      'stream-message: open → open',
      'stream-message: open → closed',
    ],
  )
  const [start, opened, , end] = told
  assert.deepEqual(start.effects, [
    { type: 'open-stream', generation: 1, lastEventId: '' },
    { type: 'publish', urgent: true },
  ])
  assert.deepEqual(opened.event, { type: 'stream-opened', generation: 1 })
  assert.equal(opened.at, world.epoch + world.now)
  assert.deepEqual([opened.before.isConnected, opened.connection.isConnected], [false, true])
  assert.deepEqual(
    end.effects.map(({ type }) => type),
    ['close-stream', 'publish'],
  )
})

test('of a frame its name is told, and what a close says', async () => {
  const { world, last } = await follow()
  world.stream.listener.opened()
  say(world.stream, '{}', 'heartbeat')
  assert.deepEqual((await last()).event.frames, ['heartbeat'])
  say(world.stream, close({ retry_after_ms: 500 }), 'close')
  const { event } = await last()
  assert.deepEqual(event, {
    type: 'stream-message',
    generation: 1,
    frames: ['close'],
    close: { reason: 'shutdown', reconnect: true, retryAfterMs: 500 },
  })
})

test('over fetch the frames that end in a piece of bytes are told', async () => {
  const { world, last } = await follow({ transport: 'fetch' })
  world.stream.listener.opened()
  world.stream.listener.bytes(bytes(`event: heartbeat\ndata: {}\n\ndata: {}\n\nevent: clo`))
  assert.deepEqual((await last()).event.frames, ['heartbeat', 'message'])
  world.stream.listener.bytes(bytes(`event: close\r\ndata: ${close({})}\r\n\r\n`))
  assert.deepEqual((await last()).event.close, {
    reason: 'shutdown',
    reconnect: true,
    retryAfterMs: null,
  })
})

test('refusals are told with their HTTP status and Retry-After', async () => {
  const { world, last } = await follow({ transport: 'fetch' })
  world.stream.listener.refused(503, 10_000)
  assert.deepEqual((await last()).event, {
    type: 'stream-refused',
    generation: 1,
    httpStatus: 503,
    retryAfterMs: 10_000,
  })
  await world.advance(11_000)
  world.stream.listener.refused(500, -1)
  assert.equal((await last()).event.retryAfterMs, null)
})

test('a tick tells which timer was due', async () => {
  const { world, told } = await follow({ policy: { maxAttempts: 1, probeJitter: 0 } })
  const dueIn = async (milliseconds) => {
    const known = told.length
    await world.advance(milliseconds)
    await settled()
    return told.slice(known).flatMap(({ event }) => event.timers ?? [])
  }
  // Nobody answers: neither a stream nor a poll.
  assert.deepEqual(await dueIn(10_000), ['connect'])
  // The next poll is late by then: one tick finds both.
  assert.deepEqual(await dueIn(10_000), ['poll', 'request'])
  assert.deepEqual(await dueIn(20_000), ['request', 'poll', 'probe'])
  world.stream.listener.opened()
  say(world.stream, statusOf(1))
  assert.deepEqual(await dueIn(45_000), ['silence'])
})

test('the wait before an attempt is a timer too', async () => {
  const { world, last } = await follow()
  world.stream.listener.failed()
  await world.advance(1_000)
  assert.deepEqual((await last()).event, { type: 'tick', timers: ['backoff'] })
})

test('nobody is told of the last user’s leaving', async () => {
  for (const atOnce of [false, true]) {
    const { world, told, leave } = await follow()
    const known = told.length
    await leave(atOnce)
    await world.advance(10_000)
    assert.equal(world.held, 0)
    assert.equal(told.length, known)
  }
})

test('who comes in the moment in which the last user leaves is told of it', async () => {
  for (const [atOnce, events] of [
    [false, ['stream-opened', 'release', 'acquire']],
    [true, ['stream-opened', 'dispose', 'start']],
  ]) {
    const { world, told, store, observer } = await follow()
    const next = { options: observer.options }
    observer.changed = () => {
      store.release(observer, atOnce)
      store.acquire(next)
    }
    world.stream.listener.opened()
    await settled()
    assert.deepEqual(
      told.slice(1).map(({ event }) => event.type),
      events,
    )
  }
})

test('what a listener throws surfaces, and a listener of that moment is the one that is told', async () => {
  const world = new World()
  const told = []
  const options = {}
  const store = new Store(settingsOf('job', options), world.ports, loadCore, () => undefined)
  store.acquire({ options: () => options })
  await settled()
  options.onDecision = () => {
    throw new Error('oops')
  }
  world.stream.listener.opened()
  await settled()
  assert.deepEqual(
    world.surfaced.map(({ message }) => message),
    ['oops'],
  )
  options.onDecision = ({ event }) => told.push(event.type)
  say(world.stream, statusOf(1))
  await settled()
  assert.deepEqual(told, ['stream-message'])
})

test('while nobody listens no look is taken at the session', async () => {
  const world = new World()
  let looks = 0
  const core = await loadCore()
  const watched = { ...core, snapshot: (...given) => (looks++, core.snapshot(...given)) }
  const store = new Store(
    settingsOf('job', {}),
    world.ports,
    async () => watched,
    () => undefined,
  )
  store.acquire({ options: () => ({}) })
  await settled()
  const before = looks
  // Nothing changes, so nothing is published.
  world.report('hide')
  await settled()
  assert.equal(looks, before)
})

test('of tabs that share a connection the leading one is told, and its successor after it', async () => {
  const browser = new FakeBrowser()
  const tabs = await browser.openMany(2)
  const told = tabs.map((tab) => {
    const heard = []
    tab.options.onDecision = ({ event }) => heard.push(event.type)
    return heard
  })
  browser.world.stream.listener.opened()
  await settled()
  assert.deepEqual(told, [['stream-opened'], []])
  assert.deepEqual(tabs[0].seen.transitions.at(-1), 'connecting → open')
  await tabs[0].crash()
  await settled()
  assert.equal(told[1][0], 'start')
})
