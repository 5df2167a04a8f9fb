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

/** How long each stream is parsed before any is measured (there is more to a store), right before it is … */
const WARM_UP_MS = { parsers: 50, paths: 150 }
const AGAIN_MS = 20
/** … and while it is. */
const MEASURED_MS = 60

/** What the letters are is nothing to what comes after the parser. */
const PATH_STREAMS = ['wire', 'reads', 'large']

const [what, name, peers] = process.argv.slice(2)
const isPath = what === 'paths'
const contestant = (isPath ? PATHS : PARSERS)[name]
const parse = await contestant.load(peersIn(peers))

const streams = Object.fromEntries(
  (isPath ? PATH_STREAMS : Object.keys(STREAMS)).map((stream) => [
    stream,
    streamOf(STREAMS[stream]),
  ]),
)
for (const { chunks } of Object.values(streams)) await passes(chunks, WARM_UP_MS[what])
const found = {}
for (const [stream, { chunks, events }] of Object.entries(streams)) {
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
  await passes(chunks, AGAIN_MS)
  const times = Float64Array.from(await passes(chunks, MEASURED_MS)).sort()
  const ms = rounded(quantile(times, 0.5))
  if (name !== 'ours') return { ms }
  const shares = await profiled(() => passes(chunks, MEASURED_MS))
  const profile = Object.fromEntries(
    Object.entries(shares).map(([part, share]) => [part, rounded(share)]),
  )
  return { ms, profile }
}

/** Milliseconds of each of as many as there is time for. */
async function passes(chunks, limit) {
  let taken = 0
  const take = () => {
    taken += 1
  }
  const times = []
  const end = performance.now() + limit
  do {
    const start = performance.now()
    await parse(chunks, take)
    times.push(performance.now() - start)
  } while (performance.now() < end)
  assert.ok(taken > 0)
  return times
}

function rounded(value) {
  return Number(value.toFixed(4))
}
