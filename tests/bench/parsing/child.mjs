/**
 * `node child.mjs WHAT CONTESTANT PEERS`, with WHAT `parsers` or `paths`: one contestant in a process of
 * its own. Prints `{ stream: { ms, given, profile } }` as JSON: how long the stream takes, the median of
 * many times, how many events or statuses come out, and for this package where the time goes.
 */
import assert from 'node:assert/strict'
import { quantile } from '../../load/figures.mjs'
import { PARSERS, peersIn } from './parsers.mjs'
import { PATHS } from './paths.mjs'
import { profiled } from './profile.mjs'
import { STREAMS, streamOf } from './streams.mjs'

/** How long a stream is parsed again and again, unmeasured (there is more to a store) and then measured. */
const WARM_UP_MS = { parsers: 80, paths: 200 }
const MEASURED_MS = 100

/** What the letters are is nothing to what comes after the parser. */
const PATH_STREAMS = ['wire', 'reads', 'large']

const [what, name, peers] = process.argv.slice(2)
const isPath = what === 'paths'
const contestant = (isPath ? PATHS : PARSERS)[name]
const parse = await contestant.load(peersIn(peers))

const found = {}
for (const stream of isPath ? PATH_STREAMS : Object.keys(STREAMS)) {
  const { chunks, events } = streamOf(STREAMS[stream])
  const given = []
  await parse(chunks, (one) => given.push(one))
  if (isPath) checkStatuses(given, events)
  else if (!contestant.isFloor) checkEvents(given, events)
  found[stream] = { ...(await measured(chunks)), given: given.length }
}
console.log(JSON.stringify(found))

function checkEvents(given, events) {
  const expected = events.map(({ name, data, id }) => [name, data, id])
  assert.deepEqual(given.map(contestant.read), expected)
}

/** Some may be left out where newer ones are already there, never the last. */
function checkStatuses(given, events) {
  const expected = events.map(({ data }) => JSON.parse(data))
  assert.deepEqual(
    given,
    given.map(({ sequence }) => expected[sequence - 1]),
  )
  assert.equal(given.at(-1).sequence, expected.at(-1).sequence)
}

async function measured(chunks) {
  let taken = 0
  const take = () => {
    taken += 1
  }
  const passes = async (limit) => {
    const times = []
    const end = performance.now() + limit
    do {
      const start = performance.now()
      await parse(chunks, take)
      times.push(performance.now() - start)
    } while (performance.now() < end)
    return Float64Array.from(times).sort()
  }
  await passes(WARM_UP_MS[what])
  const ms = rounded(quantile(await passes(MEASURED_MS), 0.5))
  assert.ok(taken > 0)
  if (name !== 'ours') return { ms }
  const shares = await profiled(() => passes(MEASURED_MS))
  const profile = Object.fromEntries(
    Object.entries(shares).map(([at, share]) => [at, rounded(share)]),
  )
  return { ms, profile }
}

function rounded(value) {
  return Number(value.toFixed(4))
}
