/** A test runner may have taken all timers away before the package is loaded. */
import assert from 'node:assert/strict'
import { afterEach, mock, test } from 'node:test'
import { createTranscriptionClient, load } from '../support/dist.mjs'

mock.timers.enable()
const { queueMicrotask, MessageChannel } = globalThis
globalThis.queueMicrotask = () => undefined
const { installTestWorld } = await load('testing/index.js')

afterEach(() => Object.assign(globalThis, { queueMicrotask, MessageChannel }))

async function followed() {
  globalThis.queueMicrotask = () => undefined
  const world = installTestWorld()
  await world.ready()
  world.server.session('job').publish({ progress: 40 })
  const client = createTranscriptionClient('job', { baseUrl: 'http://host' })
  await world.clock.advance(0)
  assert.equal(client.getSnapshot().status?.progress, 40)
  world.restore()
}

test('under fake timers the clock of the world still turns', followed)

test('and where there is no MessageChannel either, as in Jest with jsdom', () => {
  delete globalThis.MessageChannel
  return followed()
})
