/** New connections at a steady rate, while others are open and are told of updates. */
import { setTimeout as pause } from 'node:timers/promises'
import { CLOCK, paced } from '../client/pace.mjs'
import { inTurn, startContestants } from '../contestants.mjs'
import { summary } from '../figures.mjs'
import { newest } from './newest.mjs'

/** How long each of the new streams stays. */
const STAY_MS = 2_000
const PATIENCE_MS = 30_000

export async function storm(ground, size, tell) {
  const contestants = await startContestants(ground)
  const found = Object.fromEntries(contestants.map(({ name }) => [name, blank()]))
  const ofRound = size.stormPerSecond * size.seconds
  try {
    for (const contestant of contestants) {
      const seats = await contestant.ask('make', { count: size.streams + ofRound })
      contestant.sitting = seats.slice(0, size.streams)
      contestant.coming = seats.slice(size.streams)
      await contestant.audience.open(contestant.sitting)
    }
    for (let round = 0; round < size.rounds; round += 1) {
      for (const contestant of inTurn(contestants, round)) {
        tell(`${contestant.name}, round ${round + 1} of ${size.rounds}`)
        await weathered(contestant, found[contestant.name], { ...size, seed: round + 1 })
      }
    }
    for (const { name, audience } of contestants) {
      found[name].superseded = audience.superseded
      found[name].dropped = audience.ended.length
      found[name].disorder = audience.disorder.length
    }
  } finally {
    await Promise.all(contestants.map((contestant) => contestant.stop()))
  }
  return Object.fromEntries(Object.entries(found).map(([name, of]) => [name, summed(of)]))
}

const blank = () => ({
  ...{ firstBytes: [], firstEvents: [], publisherLate: [], startLate: [] },
  ...{ failed: 0, behind: 0, published: 0 },
})

const summed = ({ publisherLate, startLate, ...of }) => ({
  ...of,
  firstByteMs: summary(of.firstBytes),
  firstEventMs: summary(of.firstEvents),
  publisherLateMs: summary(publisherLate),
  startLateMs: summary(startLate),
})

/** One round of one contestant, added to `of`. */
async function weathered({ audience, ask, sitting, coming }, of, size) {
  const ids = sitting.map(([, id]) => id)
  const { besidePerSecond: perSecond, seconds, seed } = size
  const updates = ask('publish', { ids, per_second: perSecond, seconds, seed })
  const { begun, lateMs } = await paced(size.stormPerSecond, coming.length, CLOCK, (at, fromMs) =>
    visit(audience, coming[at], fromMs),
  )
  for (const { firstByteMs, firstEventMs } of await Promise.all(begun)) {
    if (firstEventMs === undefined) of.failed += 1
    else {
      of.firstBytes.push(firstByteMs)
      of.firstEvents.push(firstEventMs)
    }
  }
  const { published, late_ms: publisherLate } = await updates
  await pause(STAY_MS)
  of.published += published
  of.publisherLate.push(...publisherLate)
  of.startLate.push(...lateMs)
  of.behind += await audience.behind(await newest(ask, ids))
}

/** `fromMs`: when it was to begin. */
async function visit(audience, seat, fromMs) {
  const watcher = audience.watch(seat)
  const limit = AbortSignal.timeout(PATIENCE_MS)
  const late = new Promise((resolve) => limit.addEventListener('abort', () => resolve(false)))
  if (!(await Promise.race([watcher.begun, late]))) {
    audience.leave(watcher)
    return {}
  }
  const { stream, firstEventAt } = watcher
  setTimeout(() => audience.leave(watcher), STAY_MS)
  return { firstByteMs: stream.firstByteAt - fromMs, firstEventMs: firstEventAt - fromMs }
}
