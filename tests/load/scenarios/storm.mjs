/** New connections at a steady rate, while others are open and are told of updates. */
import { setTimeout as pause } from 'node:timers/promises'
import { startContestants } from '../contestants.mjs'
import { summary } from '../figures.mjs'

/** How long each of the new streams stays. */
const STAY_MS = 2_000
const PATIENCE_MS = 30_000

export async function storm(ground, size, tell) {
  const contestants = await startContestants(ground)
  const found = Object.fromEntries(
    contestants.map(({ name }) => [name, { firstBytes: [], firstEvents: [], failed: 0 }]),
  )
  const ofRound = size.stormPerSecond * size.seconds
  try {
    for (const contestant of contestants) {
      const seats = await contestant.ask('make', { count: size.streams + ofRound })
      contestant.sitting = seats.slice(0, size.streams)
      contestant.coming = seats.slice(size.streams)
      await contestant.audience.open(contestant.sitting)
    }
    for (let round = 0; round < size.rounds; round += 1) {
      for (const contestant of contestants) {
        tell(`${contestant.name}, round ${round + 1} of ${size.rounds}`)
        const updates = contestant.ask('publish', {
          ids: contestant.sitting.map(([, id]) => id),
          per_second: size.besidePerSecond,
          seconds: size.seconds,
          seed: round + 1,
        })
        await arrivals(contestant, size.stormPerSecond, found[contestant.name])
        await updates
        await pause(STAY_MS)
      }
    }
    for (const { name, audience } of contestants) found[name].dropped = audience.ended.length
  } finally {
    await Promise.all(contestants.map((contestant) => contestant.stop()))
  }
  for (const of of Object.values(found)) {
    of.firstByteMs = summary(of.firstBytes)
    of.firstEventMs = summary(of.firstEvents)
  }
  return found
}

async function arrivals({ audience, coming }, perSecond, of) {
  const start = performance.now()
  const visits = []
  for (const [at, seat] of coming.entries()) {
    const ahead = start + (at * 1000) / perSecond - performance.now()
    if (ahead > 1) await pause(ahead)
    visits.push(visit(audience, seat))
  }
  for (const { firstByteMs, firstEventMs } of await Promise.all(visits)) {
    if (firstEventMs === undefined) of.failed += 1
    else {
      of.firstBytes.push(firstByteMs)
      of.firstEvents.push(firstEventMs)
    }
  }
}

async function visit(audience, seat) {
  const watcher = audience.watch(seat)
  const limit = AbortSignal.timeout(PATIENCE_MS)
  const late = new Promise((resolve) => limit.addEventListener('abort', () => resolve(false)))
  if (!(await Promise.race([watcher.begun, late]))) return {}
  const { stream, firstEventAt } = watcher
  setTimeout(() => audience.leave(watcher), STAY_MS)
  return {
    firstByteMs: stream.firstByteAt - stream.startedAt,
    firstEventMs: firstEventAt - stream.startedAt,
  }
}
