/** What the app and its server learn of a connection's health, with a core that the test rules. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from './support/dist.mjs'
import { ScriptedCore } from './support/scripted-core.mjs'
import { settled, World } from './support/world.mjs'

const { beaconOf } = await load('ports/beacon.js')
// Loaded on demand; loaded before, it is there at once.
await load('telemetry.js')

/** A session that reports to `/health`; `told` is what onMetrics got. */
async function follow(options = { telemetryUrl: '/health' }) {
  const world = new World()
  const core = new ScriptedCore()
  const told = []
  const observer = {}
  const onMetrics = (metrics) => told.push(metrics.requests)
  const store = await core.follow(world, { ...options, onMetrics }, observer)
  await settled()
  const leave = async () => {
    store.release(observer, true)
    await settled()
  }
  return { world, core, store, told, leave }
}

test('AC-4.1.1 latency is told in milliseconds with its uncertainty, null while unknown', async () => {
  const { world, core, store } = await follow()
  core.publish({}, true)
  const unknown = store.getSnapshot().connection.metrics.latency
  assert.deepEqual(
    [unknown.lastMs, unknown.uncertaintyMs, unknown.clockOffsetMs],
    [null, null, null],
  )
  // The server is 250 ms ahead of this device.
  const clockOffsetMs = world.epoch + 250
  core.publish({ metrics: { latency: { lastMs: 41, uncertaintyMs: 6, clockOffsetMs } } }, true)
  const { latency } = store.getSnapshot().connection.metrics
  assert.deepEqual([latency.lastMs, latency.uncertaintyMs, latency.clockOffsetMs], [41, 6, 250])
})

test('AC-3.2.2 health is told at each change of state, and every 30 s until the end', async () => {
  const { world, core, told } = await follow()
  core.publish({ state: 'connecting', metrics: { requests: 1 } }, true)
  core.publish({ state: 'connecting', metrics: { requests: 2 } }, true)
  assert.deepEqual(told, [1])
  core.publish({ state: 'open', metrics: { requests: 3 } }, true)
  await world.advance(29_999)
  assert.deepEqual(told, [1, 3])
  core.publish({ metrics: { requests: 4 } })
  await world.advance(1)
  await world.advance(30_000)
  assert.deepEqual(told, [1, 3, 4, 4])
  core.publish({ state: 'closed', metrics: { requests: 5 } }, true)
  await world.advance(600_000)
  assert.deepEqual(told, [1, 3, 4, 4, 5])
})

test('AC-3.2.1 the server is told when the page is left and when the job is over', async () => {
  const { world, core, leave } = await follow()
  core.publish({ metrics: { requests: 1 } }, true)
  assert.deepEqual(world.beacons, [])
  world.report('hide')
  await settled()
  core.publish({ state: 'closed', mode: 'none', metrics: { requests: 2 } }, true)
  await settled()
  await leave()
  const [hidden, ended] = world.beacons.map(({ report }) => report)
  assert.equal(world.beacons.length, 2)
  assert.equal(world.beacons[0].url, '/health')
  assert.match(hidden.connection_id, /^[0-9a-f]{32}$/)
  const { connection_id, metrics, ...rest } = ended
  assert.equal(connection_id, hidden.connection_id)
  assert.equal(metrics.requests, 2)
  assert.deepEqual(rest, {
    session_id: 'job',
    report: 2,
    reason: 'ended',
    state: 'closed',
    mode: null,
    fallback_reason: null,
  })
  assert.deepEqual([hidden.report, hidden.reason, hidden.state], [1, 'hidden', 'open'])
})

test('nothing is sent twice, nor when something else happens', async () => {
  const { world, core } = await follow()
  core.publish({ metrics: { requests: 1 } }, true)
  world.report('hide')
  world.report('wake', { awayMs: 5 })
  world.report('hide')
  world.report('offline')
  await settled()
  assert.equal(world.beacons.length, 1)
})

test('a session that is let go before its job is over reports that it ended', async () => {
  const { world, core, leave } = await follow()
  core.publish({ metrics: { requests: 1 } }, true)
  await leave()
  assert.equal(world.beacons[0].report.reason, 'ended')
  assert.equal(world.held, 0)
})

test('without an address nothing is reported or loaded', async () => {
  const { world, leave } = await follow({})
  world.ports.loadBeacon = () => assert.fail('loaded')
  world.report('hide')
  await leave()
  assert.deepEqual(world.beacons, [])
})

test('a report that cannot be loaded does the session no harm', async () => {
  const world = new World()
  world.ports.loadBeacon = () => Promise.reject(new Error('blocked'))
  const core = new ScriptedCore()
  const store = await core.follow(world, { telemetryUrl: '/health' })
  await settled()
  core.publish({ state: 'closed' }, true)
  await settled()
  assert.equal(store.getSnapshot().connection.state, 'closed')
})

test('a beacon is JSON, and goes by fetch where sendBeacon takes none', async () => {
  const sent = []
  const world = (takes) => ({
    navigator: {
      sendBeacon: (url, body) => (takes ? sent.push(['beacon', url, body]) > 0 : false),
    },
    fetch: async (url, init) => sent.push(['fetch', url, init.body, init]),
  })
  beaconOf(world(true))('/health', '{"a":1}')
  beaconOf(world(false))('/health', '{"a":1}')
  beaconOf({ ...world(false), navigator: undefined })('/health', '{"a":1}')
  beaconOf({ fetch: () => Promise.reject(new Error('offline')) })('/health', '{}')
  await settled()
  assert.deepEqual(
    sent.map(([how]) => how),
    ['beacon', 'fetch', 'fetch'],
  )
  for (const [, url, body] of sent) {
    assert.equal(url, '/health')
    assert.equal(body.type, 'application/json')
    assert.equal(await body.text(), '{"a":1}')
  }
  assert.equal(sent[1][3].keepalive, true)
  assert.equal(sent[1][3].method, 'POST')
})
