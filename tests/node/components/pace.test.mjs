/** The bar's promises, over random runs of a job and a bar that moves as a CSS transition does. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from '../support/dist.mjs'
import { statusOf } from '../support/world.mjs'

const { paceAfter, shownPace, UNKNOWN, LONGEST_MS, SHORTEST_MS, END_MS } =
  await load('components/pace.js')

const RUNS = 500
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)

/** mulberry32. */
function randomFrom(start) {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const timeOf = (ms) => new Date(Date.parse('2026-01-01T12:00:00Z') + ms).toISOString()

/**
 * A run of a job: `{ at, status }` in order. Steps, gaps and estimates are whatever a server may
 * send, wrong ones included; within an attempt progress never falls.
 */
function runOf(random) {
  const updates = []
  let at = 0
  let attempt = 1
  let progress = 0
  for (let sequence = 1; sequence <= 40; sequence += 1) {
    at += random() < 0.3 ? random() * 20 : random() * 6_000
    if (random() < 0.05) {
      attempt += 1
      progress = random() * 10
    } else if (random() < 0.8) progress = Math.min(99, progress + random() ** 3 * 40)
    const isLast = sequence === 40 || random() < 0.01
    const end = ['completed', 'failed', 'cancelled'][Math.floor(random() * 3)]
    const estimate = random() < 0.3 ? null : timeOf(at + (random() - 0.1) * 300_000)
    updates.push({
      at,
      status: statusOf(sequence, {
        attempt,
        status: isLast ? end : 'processing',
        progress: isLast && end === 'completed' ? 100 : progress,
        timestamp: timeOf(at),
        estimated_completion: estimate,
      }),
    })
    if (isLast) break
  }
  return updates
}

/** A bar as the browser moves it: from wherever it is to its goal, evenly, in the time given. */
class Bar {
  #from = 0
  #to = 0
  #startedAt = 0
  #durationMs = 0

  goTo({ value, durationMs }, at) {
    // A transition starts anew when its goal changes, and only then.
    if (value === this.#to && this.at(at) !== value) return
    this.#from = this.at(at)
    this.#to = value
    this.#startedAt = at
    this.#durationMs = durationMs
  }

  at(time) {
    const passed = time - this.#startedAt
    if (passed >= this.#durationMs) return this.#to
    return this.#from + ((this.#to - this.#from) * passed) / this.#durationMs
  }
}

function forEachRun(check) {
  for (let run = 0; run < RUNS; run += 1) {
    try {
      check(runOf(randomFrom(seed + run)))
    } catch (error) {
      error.message = `SEED=${seed + run}: ${error.message}`
      throw error
    }
  }
}

/** The paces of a run, with each its update. */
const pacesOf = (run, isStill = false) => {
  let pace = UNKNOWN
  return run.map((update) => {
    pace = paceAfter(pace, update.status)
    return { ...update, pace: shownPace(pace, isStill) }
  })
}

/** Follows the bar in steps between updates; `see` gets its place and the newest status. */
function follow(paces, see) {
  const bar = new Bar()
  paces.forEach(({ at, status, pace }, index) => {
    bar.goTo(pace, at)
    const next = paces[index + 1]?.at ?? at + LONGEST_MS + 1
    for (let step = 0; step <= 8; step += 1) see(bar.at(at + ((next - at) * step) / 8), status)
  })
}

test('the seed of these tests', (t) => t.diagnostic(`SEED=${seed}`))

test('the bar is never ahead of the newest true value, and so of no later one', () => {
  forEachRun((run) =>
    follow(pacesOf(run), (place, { progress }) => assert.ok(place <= progress + 1e-9)),
  )
})

test('the bar never goes back within an attempt of the job', () => {
  forEachRun((run) => {
    let before = { attempt: 0, place: 0 }
    follow(pacesOf(run), (place, { attempt }) => {
      if (attempt === before.attempt) assert.ok(place >= before.place - 1e-9)
      before = { attempt, place }
    })
  })
})

test('the bar arrives at the last true value', () => {
  forEachRun((run) => {
    let last = NaN
    follow(pacesOf(run), (place) => (last = place))
    assert.equal(last, run.at(-1).status.progress)
  })
})

test('the bar is where it should be at once at the first value, and for a new attempt', () => {
  forEachRun((run) => {
    const paces = pacesOf(run)
    paces.forEach(({ status, pace }, index) => {
      const isFirst = paces[index - 1]?.status.attempt !== status.attempt
      if (isFirst) assert.deepEqual(pace, { value: status.progress, durationMs: 0 })
      else assert.ok(pace.durationMs <= LONGEST_MS)
    })
  })
})

test('with reduced motion the bar is at each true value at once', () => {
  forEachRun((run) => {
    for (const { status, pace } of pacesOf(run, true)) {
      assert.deepEqual(pace, { value: status.progress, durationMs: 0 })
    }
  })
})

test('a server that takes progress back within an attempt does not move the bar back', () => {
  const first = paceAfter(UNKNOWN, statusOf(1, { progress: 50 }))
  assert.equal(paceAfter(first, statusOf(2, { progress: 30 })).value, 50)
})

/** Updates every `everyMs` of a job that runs evenly, with estimates that hold. */
function* evenly(everyMs, totalMs, hasEstimate) {
  for (let at = 0; at < totalMs; at += everyMs) {
    yield statusOf(at / everyMs + 1, {
      progress: (at * 100) / totalMs,
      timestamp: timeOf(at),
      estimated_completion: hasEstimate ? timeOf(totalMs) : null,
    })
  }
}

for (const hasEstimate of [true, false]) {
  const by = hasEstimate ? 'the estimate' : 'the last step'
  test(`the bar arrives when the next update is due, by ${by}`, () => {
    for (const everyMs of [200, 1_000, 3_000]) {
      let pace = UNKNOWN
      for (const status of evenly(everyMs, 60_000, hasEstimate)) {
        pace = paceAfter(pace, status)
        if (status.progress > 0) assert.ok(Math.abs(pace.durationMs - everyMs) < 1)
      }
    }
  })
}

test('no step is too short to be seen, nor so long that the bar would show the past', () => {
  const first = statusOf(1, { progress: 1, timestamp: timeOf(0), estimated_completion: null })
  const after = (at, progress) =>
    paceAfter(
      paceAfter(UNKNOWN, first),
      statusOf(2, { progress, timestamp: timeOf(at), estimated_completion: null }),
    ).durationMs
  assert.equal(after(1, 2), SHORTEST_MS)
  assert.equal(after(600_000, 2), LONGEST_MS)
  assert.equal(after(-5_000, 2), SHORTEST_MS)
})

test('the end is reached shortly, whatever the estimate was', () => {
  const before = paceAfter(UNKNOWN, statusOf(1, { progress: 40 }))
  for (const status of ['completed', 'failed', 'cancelled']) {
    assert.equal(paceAfter(before, statusOf(2, { status, progress: 100 })).durationMs, END_MS)
  }
})
