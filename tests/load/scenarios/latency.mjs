/** From publishing to the bytes at the client. */
import { inTurn, startContestants } from '../contestants.mjs'
import { summary } from '../figures.mjs'
import { newest } from './newest.mjs'

/**
 * Each contestant in turn, some rounds each, with all streams of all open, who goes first by turns as well:
 * what disturbs the machine meets both. `layout` makes of `make(count)` what there is to watch: `{ seats, ids }`.
 */
async function interleaved(ground, { layout, perSecond, seconds, rounds, evenly, tell }) {
  const contestants = await startContestants(ground)
  const found = Object.fromEntries(contestants.map(({ name }) => [name, blank()]))
  try {
    for (const contestant of contestants) {
      contestant.layout = await layout((count) => contestant.ask('make', { count }))
      await contestant.audience.open(contestant.layout.seats)
      found[contestant.name].streams = contestant.audience.size
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const {
        name,
        audience,
        ask,
        layout: { ids },
      } of inTurn(contestants, round)) {
        tell(`${name}, round ${round + 1} of ${rounds}`)
        audience.forget()
        const order = { ids, per_second: perSecond, seconds, seed: evenly ? null : round + 1 }
        const cpu = await ask('cpu')
        const { published, late_ms: lateMs } = await ask('publish', order)
        const of = found[name]
        of.behind += await audience.behind(await newest(ask, ids))
        of.cpuSeconds += (await ask('cpu')) - cpu
        of.published += published
        of.lateMs.push(...lateMs)
        of.latencies.push(...audience.forget())
      }
    }
    for (const { name, audience } of contestants) {
      found[name].superseded = audience.superseded
      found[name].failed = audience.refused.length
      found[name].dropped = audience.ended.length
      found[name].disorder = audience.disorder.length
    }
  } finally {
    await Promise.all(contestants.map((contestant) => contestant.stop()))
  }
  return found
}

const blank = () => ({ published: 0, behind: 0, cpuSeconds: 0, lateMs: [], latencies: [] })

/** Each stream watches a session of its own. */
export const ownSessions = (ground, size, tell) =>
  measured(ground, {
    layout: async (make) => {
      const seats = await make(size.streams)
      return { seats, ids: seats.map(([, id]) => id) }
    },
    perSecond: size.ownPerSecond,
    seconds: size.seconds,
    rounds: size.rounds,
    tell,
  })

/** All streams watch the same session. */
export const broadcast = (ground, size, tell) =>
  measured(ground, {
    layout: async (make) => {
      const [seat] = await make(1)
      return { seats: Array(size.streams).fill(seat), ids: [seat[1]] }
    },
    perSecond: size.broadcastPerSecond,
    evenly: true,
    seconds: size.seconds,
    rounds: size.rounds,
    tell,
  })

async function measured(ground, options) {
  const found = await interleaved(ground, options)
  return Object.fromEntries(
    Object.entries(found).map(([name, { lateMs, ...of }]) => [
      name,
      { ...of, latencyMs: summary(of.latencies), publisherLateMs: summary(lateMs) },
    ]),
  )
}
