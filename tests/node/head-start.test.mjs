/** The first stream is opened while the core is on its way. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCore, settingsOf, Store } from './support/dist.mjs'
import { settled, statusOf, World } from './support/world.mjs'

/** A store with one user whose core comes with `arrive`, or not, with `fail`. */
async function waiting(world, options = {}, known = '') {
  let arrive, fail
  const core = new Promise((resolve, reject) => {
    arrive = async () => {
      resolve(await loadCore())
      await settled()
    }
    fail = async () => {
      reject(new Error('404'))
      await settled()
    }
  })
  const observer = { options: () => options }
  const settings = settingsOf('job', options)
  const store = new Store(
    settings,
    world.ports,
    () => core,
    () => undefined,
    known,
  )
  store.acquire(observer)
  await settled()
  return { store, observer, arrive, fail }
}

const status = (sequence) => JSON.stringify(statusOf(sequence))

test('AC-2.1.1 the stream is asked for before the core is there, once, and nothing it says is lost', async () => {
  const world = new World()
  const { store, arrive } = await waiting(world)
  assert.equal(world.streams.length, 1)
  const { listener, url } = world.stream
  assert.equal(url, '/api/v1/sessions/job/status/stream')
  listener.opened()
  listener.message('status', status(1), '5f3a-1')
  listener.message('status', status(2), '5f3a-2')
  assert.equal(store.getSnapshot().status, null)
  await arrive()
  for (let frames = 0; frames < 4; frames++) world.paint()
  assert.equal(store.getSnapshot().status.sequence, 2)
  assert.equal(store.getSnapshot().connection.isConnected, true)
  listener.message('status', status(3), '5f3a-3')
  world.paint()
  assert.equal(store.getSnapshot().status.sequence, 3)
  assert.equal(world.streams.length, 1)
  assert.equal(world.requests.length, 0)
})

test('AC-2.1.3 one that fails meanwhile is closed, and is the first of three attempts', async () => {
  const world = new World()
  const { store, arrive } = await waiting(world)
  world.stream.listener.failed()
  assert.equal(world.openStreams.length, 0)
  await arrive()
  const { connection } = store.getSnapshot()
  assert.equal(connection.state, 'backoff')
  assert.equal(connection.attempt, 2)
  assert.equal(world.streams.length, 1)
})

test('AC-2.1.3 one that cannot be constructed is a failed attempt', async () => {
  const world = new World()
  world.ports.openStream = () => {
    throw new Error('a policy does not allow it')
  }
  const { store, arrive } = await waiting(world)
  await arrive()
  assert.equal(store.getSnapshot().connection.state, 'backoff')
})

test('AC-2.1.4 it ends when its user leaves, and when no core comes', async () => {
  for (const end of [
    ({ store, observer }) => store.release(observer, false),
    ({ store, observer }) => store.release(observer, true),
    ({ fail }) => fail(),
  ]) {
    const world = new World()
    const started = await waiting(world)
    assert.equal(world.openStreams.length, 1)
    await end(started)
    assert.equal(world.held, 0)
  }
})

test('AC-2.1.4 the core ends it like any other', async () => {
  const world = new World()
  const { store, observer, arrive } = await waiting(world)
  await arrive()
  assert.equal(world.openStreams.length, 1)
  store.release(observer, true)
  assert.equal(world.held, 0)
})

test('a user who leaves and comes back in the same moment, as in StrictMode, opens one', async () => {
  const world = new World()
  let arrive
  const core = new Promise((resolve) => (arrive = resolve))
  const store = new Store(
    settingsOf('job', {}),
    world.ports,
    () => core,
    () => undefined,
  )
  const observer = {}
  store.acquire(observer)
  store.release(observer, false)
  store.acquire(observer)
  await settled()
  assert.equal(world.streams.length, 1)
  arrive(await loadCore())
  await settled()
  assert.equal(world.streams.length, 1)
  store.release(observer, true)
})

test('AC-3.1.2 nothing is asked for early where the core might not ask for it', async () => {
  const cases = [
    [{ transport: 'polling' }],
    [{ transport: 'fetch' }],
    [{ headers: { authorization: 'Bearer token' } }],
    [{ refreshAuth: () => true }],
    [{}, (world) => (world.hasEventSource = false)],
    [{}, (world) => (world.isOnline = false)],
    [{}, () => undefined, status(7)],
  ]
  for (const [options, change = () => undefined, known] of cases) {
    const world = new World()
    change(world)
    await waiting(world, options, known)
    assert.equal(world.streams.length + world.requests.length, 0, JSON.stringify(options))
  }
})
