/** What the very first session loads is there at once, as it is later. In a process of its own. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTranscriptionClient, load } from '../support/dist.mjs'

const { installTestWorld } = await load('testing/index.js')

// As browsers have them, and Node from version 24: a test has no tabs to wait for.
const locks = { request: () => new Promise(() => undefined) }
globalThis.BroadcastChannel = class {
  postMessage() {}
  close() {}
}
Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true })

test('after ready() the first session needs no time, whatever its options', async () => {
  const world = installTestWorld()
  await world.ready()
  world.server.session('job')
  const decisions = []
  const client = createTranscriptionClient('job', {
    baseUrl: 'http://host',
    transport: 'fetch',
    headers: () => ({ authorization: 'Bearer 1' }),
    shareAcrossTabs: true,
    telemetryUrl: 'http://host/report',
    onDecision: (decision) => decisions.push(decision.event.type),
  })
  await world.clock.advance(0)
  assert.equal(client.getSnapshot().status?.status, 'queued')
  assert.equal(decisions[0], 'start')
  world.hide()
  await world.clock.advance(0)
  assert.equal(world.beacons.length, 1)
  world.restore()
  assert.equal(world.held, 0)
})
