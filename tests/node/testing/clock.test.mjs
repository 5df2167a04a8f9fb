/** The clock that tests of users turn. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from '../support/dist.mjs'

const { ManualClock } = await load('testing/index.js')

test('timers run in their order, at their times; a canceled one does not', async () => {
  const clock = new ManualClock(0)
  const ran = []
  const note = (name) => () => ran.push([name, clock.now])
  clock.schedule(20, note('later'))
  clock.schedule(10, () => {
    note('first')()
    clock.schedule(5, note('set meanwhile'))
  })
  clock.schedule(15, note('never'))()
  await clock.advance(19)
  assert.deepEqual(ran, [
    ['first', 10],
    ['set meanwhile', 15],
  ])
  assert.equal(clock.waiting, 1)
  await clock.advance(1)
  assert.deepEqual(ran.at(-1), ['later', 20])
  assert.equal(clock.wallClock, 20)
})

test('asleep, only the wall clock goes on', async () => {
  const clock = new ManualClock(0)
  let ran = false
  clock.schedule(10, () => (ran = true))
  clock.sleep(3_600_000)
  await clock.advance(9)
  assert.deepEqual([ran, clock.now, clock.wallClock], [false, 9, 3_600_009])
  clock.sleep(-3_600_000)
  assert.equal(clock.wallClock, 9)
})

test('a second advance is refused while the first is under way: time never turns back', async () => {
  const clock = new ManualClock(0)
  const first = clock.advance(100)
  await assert.rejects(() => clock.advance(10), /advance: expected the one before/)
  await first
  assert.equal(clock.now, 100)
  await clock.advance(10)
  assert.equal(clock.now, 110)
})

test('what a timer throws is told, and the clock goes on from there', async () => {
  const clock = new ManualClock(0)
  clock.schedule(5, () => {
    throw new Error('of the app')
  })
  await assert.rejects(() => clock.advance(10), /of the app/)
  assert.equal(clock.now, 5)
  await clock.advance(5)
  assert.equal(clock.now, 10)
})

test('what cannot be is refused by name', async () => {
  const clock = new ManualClock()
  for (const start of ['yesterday', Infinity, new Date(NaN)]) {
    assert.throws(() => new ManualClock(start), /start: expected a date/)
  }
  for (const duration of [-1, NaN, Infinity]) {
    await assert.rejects(() => clock.advance(duration), /advance: expected milliseconds/)
  }
  assert.throws(() => clock.sleep(NaN), /sleep: expected milliseconds, got NaN/)
  assert.throws(() => clock.schedule(NaN, () => undefined), /schedule: expected milliseconds/)
  assert.equal(clock.waiting, 0)
})
