/** What an open stream costs in memory, and how many one process holds. */
import { setTimeout as pause } from 'node:timers/promises'
import { startContestants } from '../contestants.mjs'
import { slope, summary } from '../figures.mjs'
import { newest } from './newest.mjs'

const SETTLE_MS = 1_000

/**
 * Resident size at a growing number of streams, in a process that has done nothing else: the slope is
 * a stream's. At the end, updates to sessions of their own while all are open, past a heartbeat of each.
 */
export async function memory(ground, size, tell) {
  const found = {}
  for (const contestant of await startContestants(ground)) {
    try {
      found[contestant.name] = await growing(contestant, size, tell)
    } finally {
      await contestant.stop()
    }
  }
  return found
}

async function growing({ name, audience, ask }, size, tell) {
  const [most] = size.memorySteps.slice(-1)
  const seats = await ask('make', { count: most })
  const points = []
  let opening = 0
  for (const streams of [0, ...size.memorySteps]) {
    const cpu = await ask('cpu')
    await audience.open(seats.slice(audience.size, streams))
    opening += (await ask('cpu')) - cpu
    await pause(SETTLE_MS)
    const { rss_bytes: rss } = await ask('census')
    points.push([streams, rss])
    tell(`${name}: ${streams} streams, ${(rss / 2 ** 20).toFixed(0)} MB`)
  }
  audience.forget()
  const before = await ask('cpu')
  const ids = seats.map(([, id]) => id)
  const { published, late_ms: lateMs } = await ask('publish', {
    ids,
    per_second: size.heldPerSecond,
    seconds: size.heldSeconds,
    seed: 1,
  })
  const behind = await audience.behind(await newest(ask, ids))
  return {
    points,
    // From the first step on: what the first streams need besides is paid once.
    bytesPerStream: slope(points.slice(1)),
    openingCpuSeconds: opening,
    failed: audience.refused.length,
    held: audience.size,
    dropped: audience.ended.length,
    superseded: audience.superseded,
    disorder: audience.disorder.length,
    published,
    publisherLateMs: summary(lateMs),
    behind,
    cpuShare: ((await ask('cpu')) - before) / size.heldSeconds,
    latencyMs: summary(audience.forget()),
  }
}
