import assert from 'node:assert/strict'
import { test } from 'node:test'
import { follow } from './support/follow.mjs'
import { say, statusOf, World } from './support/world.mjs'

test('AC-3.1.1 many updates set no timer each, and silence is still counted from the last', async () => {
  const world = new World()
  let set = 0
  const { schedule } = world.ports
  world.ports.schedule = (...args) => {
    set += 1
    return schedule(...args)
  }
  const { store } = await follow(world)
  world.stream.listener.opened()
  for (let sequence = 1; sequence <= 50; sequence += 1) {
    say(world.stream, statusOf(sequence))
    await world.advance(1_000)
  }
  const before = set
  for (let sequence = 51; sequence <= 90; sequence += 1) {
    say(world.stream, statusOf(sequence))
    await world.advance(1_000)
  }
  assert.ok(set - before <= 4, `${set - before} timers for 40 updates`)
  await world.advance(43_999)
  assert.equal(store.getSnapshot().connection.state, 'open')
  await world.advance(1)
  assert.equal(store.getSnapshot().connection.state, 'backoff')
})
