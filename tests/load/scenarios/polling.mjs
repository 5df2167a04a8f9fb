/** Polls beside open streams, and the rate of errors at the highest rate of updates. */
import { CLOCK, paced } from '../client/pace.mjs'
import { Poller } from '../client/poller.mjs'
import { streamPath } from '../client/audience.mjs'
import { startBare, startService } from '../contestants.mjs'
import { summary } from '../figures.mjs'
import { errorRates, missing } from './errors.mjs'
import { newest } from './newest.mjs'

/**
 * 1,000 streams are open and hear of updates; some of their users poll as well. The same is asked of a
 * server without an application, to know what of the time is the machine's.
 */
export async function polling(ground, size, tell) {
  const { pollsPerSecond } = size
  const seconds = size.seconds * size.rounds
  const found = await beside(ground, {
    streams: size.streams,
    perSecond: size.besidePerSecond,
    pollsPerSecond,
    seconds,
    tell,
  })
  tell(`a bare server, ${pollsPerSecond} polls/s`)
  const { port, stop } = await startBare(ground)
  const poller = new Poller(port)
  try {
    const ask = (_, fromMs) => poller.poll('/', 'nobody', fromMs)
    const { polls } = await polled(ask, pollsPerSecond, seconds)
    return { ...found, bare: { pollMs: summary(polls.map(({ ms }) => ms)) } }
  } finally {
    poller.close()
    await stop()
  }
}

/**
 * 100 streams, each of a job that publishes as often as a job may (jobs/pace.py: once in 0.1 s),
 * with some polls. An error is a stream that could not be opened, that ended, or whose last status is not
 * the session's; an update that is missing, or that came twice or too late; a poll without a 200.
 */
export const peak = (ground, size, tell) =>
  beside(ground, {
    streams: size.few,
    perSecond: size.few * size.jobPerSecond,
    pollsPerSecond: size.pollsPerSecond,
    seconds: size.seconds * size.rounds,
    tell,
  })

async function beside(ground, { streams, perSecond, pollsPerSecond, seconds, tell }) {
  const { audience, ask, port, stop } = await startService(ground)
  const poller = new Poller(port)
  try {
    const seats = await ask('make', { count: streams })
    await audience.open(seats)
    const opened = audience.size
    tell(`${opened} streams, ${perSecond} updates/s, ${pollsPerSecond} polls/s`)
    const before = await ask('cpu')
    const ids = seats.map(([, id]) => id)
    const updates = ask('publish', { ids, per_second: perSecond, seconds, seed: 1 })
    const one = (at, fromMs) => {
      const [token, session] = seats[at % seats.length]
      return poller.poll(streamPath(session).replace(/\/stream$/, ''), token, fromMs)
    }
    const { polls, lateMs: pollsLateMs } = await polled(one, pollsPerSecond, seconds)
    const { published, late_ms: lateMs } = await updates
    const cpuShare = ((await ask('cpu')) - before) / seconds
    const behind = await audience.behind(await newest(ask, ids))
    const latencies = audience.forget()
    const failedPolls = polls.filter(({ code }) => code !== 200).length
    const found = {
      streams,
      failed: streams - opened,
      dropped: audience.ended.length,
      disorder: audience.disorder.length,
      behind,
      published,
      superseded: audience.superseded,
      polls: polls.length,
      failedPolls,
    }
    found.missing = missing({ ...found, arrivals: latencies.length })
    return {
      ours: {
        ...found,
        cpuShare,
        latencyMs: summary(latencies),
        pollMs: summary(polls.map(({ ms }) => ms)),
        publisherLateMs: summary(lateMs),
        startLateMs: summary(pollsLateMs),
        errorRates: errorRates(found),
      },
    }
  } finally {
    poller.close()
    await stop()
  }
}

async function polled(one, perSecond, seconds) {
  const { begun, lateMs } = await paced(perSecond, perSecond * seconds, CLOCK, one)
  return { polls: await Promise.all(begun), lateMs }
}
