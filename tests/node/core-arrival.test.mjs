/** A session whose core is on its way, or never comes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCore, settingsOf, Store } from './support/dist.mjs'
import { follow } from './support/follow.mjs'
import { settled, World } from './support/world.mjs'

test('a session whose users left before the core was there never connects', async () => {
  const world = new World()
  const store = new Store(settingsOf('job', {}), world.ports, loadCore, () => undefined)
  const observer = {}
  store.acquire(observer)
  store.release(observer, false)
  await loadCore()
  await settled()
  assert.equal(world.streams.length, 0)
  assert.equal(world.held, 0)
})

test('a user who comes back before the core is there finds one session, not two', async () => {
  const world = new World()
  const store = new Store(settingsOf('job', {}), world.ports, loadCore, () => undefined)
  const observer = {}
  store.acquire(observer)
  store.release(observer, false)
  store.acquire(observer)
  await loadCore()
  await settled()
  assert.equal(world.streams.length, 1)
  assert.equal(world.openStreams.length, 1)
})

test('AC-2.1.2 a core that cannot be loaded is an error that retry() can mend', async () => {
  const world = new World()
  let isBroken = true
  const load = () => (isBroken ? Promise.reject(new Error('404')) : loadCore())
  const { store } = await follow(world, {}, load)
  assert.equal(store.getSnapshot().error.code, 'core-unavailable')
  assert.equal(store.getSnapshot().error.fatal, true)
  assert.match(String(store.getSnapshot().error.cause), /404/)
  isBroken = false
  store.retry()
  await loadCore()
  await settled()
  assert.equal(store.getSnapshot().error, null)
  assert.equal(world.openStreams.length, 1)
})

test('a session without a core lets go when its last user leaves', async () => {
  const world = new World()
  const { store, observer, seen } = await follow(world, {}, () => Promise.reject(new Error('404')))
  store.release(observer, false)
  assert.equal(seen.finished, 1)
})
