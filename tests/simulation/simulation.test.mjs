/** The simulation itself: that its runs can be had again, and that each invariant can fail. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Agenda } from './agenda.mjs'
import { BROKEN_CLIENTS } from './broken-clients.mjs'
import { Chance, seedAt } from './chance.mjs'
import { CORES, coreOf } from './cores.mjs'
import { INVARIANTS } from './invariants/index.mjs'
import { runSchedule } from './run-schedule.mjs'
import { PROFILES } from './schedule/profiles.mjs'
import { Digest, Trace } from './trace.mjs'

const SEED = 20_260_101
/** A fault that is there at all shows within so many schedules. */
const MOST_SCHEDULES = 200

const core = await coreOf('wasm')

async function digestOf(seed, profile, used) {
  const digest = new Digest()
  await runSchedule(seed, profile, used, { watchers: [(world) => new Trace(world, digest.take)] })
  return digest.value
}

for (const profile of Object.keys(PROFILES)) {
  test(`one seed gives one run, event for event, in both cores (${profile})`, async () => {
    for (let place = 0; place < 10; place++) {
      const seed = seedAt(SEED, place)
      const digests = []
      for (const name of [...CORES, 'wasm']) {
        digests.push(await digestOf(seed, profile, await coreOf(name)))
      }
      assert.equal(new Set(digests).size, 1, `seed ${seed}: ${digests}`)
    }
  })
}

test('another seed gives another run', async () => {
  const digests = []
  for (let place = 0; place < 10; place++) {
    digests.push(await digestOf(seedAt(SEED, place), 'storm', core))
  }
  assert.equal(new Set(digests).size, digests.length)
})

for (const { invariant, fault, broken } of BROKEN_CLIENTS) {
  const Invariant = INVARIANTS.find(({ id }) => id === invariant)
  test(`${invariant} (${Invariant.sentence}) catches a client that ${fault}`, async () => {
    for (let place = 0; place < MOST_SCHEDULES; place++) {
      const options = { invariants: [Invariant], broken: broken() }
      const { violation } = await runSchedule(seedAt(SEED, place), 'storm', core, options)
      if (violation?.invariant === invariant) return
    }
    assert.fail(`seed ${SEED}: not caught in ${MOST_SCHEDULES} schedules`)
  })
}

test('there is a broken client for every invariant', () => {
  const caught = new Set(BROKEN_CLIENTS.map(({ invariant }) => invariant))
  const missing = INVARIANTS.filter(({ id }) => !caught.has(id))
  assert.deepEqual(missing, [])
})

test('what was noted for one moment happens in the order in which it was noted', () => {
  const agenda = new Agenda()
  const chance = new Chance(SEED)
  const happened = []
  for (let place = 0; place < 500; place++) {
    const at = chance.whole(0, 40)
    const entry = agenda.note(at, () => happened.push({ at, place }))
    if (chance.is(0.2)) agenda.cancel(entry)
  }
  for (let run = agenda.take(); run !== undefined; run = agenda.take()) run()
  const sorted = happened.toSorted((a, b) => a.at - b.at || a.place - b.place)
  assert.deepEqual(happened, sorted)
  assert.ok(happened.length > 300 && happened.length < 500)
})
