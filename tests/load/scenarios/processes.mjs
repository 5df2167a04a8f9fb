/** Two API processes behind nginx, with Redis between them, against one. */
import { setTimeout as pause } from 'node:timers/promises'
import { Audience } from '../client/audience.mjs'
import { RunningCluster } from '../cluster.mjs'
import { summary } from '../figures.mjs'

const SETTLE_MS = 1_000
const COUNTS = [1, 2]

/**
 * Each session is watched by several, and updates come at growing rates until the processes are too slow
 * for them: then watchers get the newest of several, and the number of delivered ones grows no more.
 */
export async function processes(ground, { cluster: size }, tell) {
  const steps = []
  for (let round = 0; round < size.rounds; round += 1) {
    for (const apis of COUNTS) {
      const cluster = await RunningCluster.start(ground, { apis, workers: 2 })
      try {
        steps.push(...(await rising(cluster, apis, size, tell)))
      } finally {
        await cluster.stop()
      }
    }
  }
  const most = (apis) =>
    Math.max(...steps.filter((step) => step.apis === apis).map((step) => step.deliveredPerSecond))
  const publisherLateMs = summary(steps.flatMap(({ lateMs }) => lateMs))
  for (const step of steps) delete step.lateMs
  return { ours: { steps, most: COUNTS.map(most), publisherLateMs } }
}

async function rising(cluster, apis, size, tell) {
  const { publisher, port } = cluster
  const seats = await publisher.ask('make', { count: size.sessions })
  const audience = new Audience(port)
  await audience.open(seats.flatMap((seat) => Array(size.watchers).fill(seat)))
  const names = Array.from({ length: apis }, (_, at) => `api-${at + 1}`)
  const cpu = () => Promise.all(names.map((name) => cluster.cpuSeconds(name)))
  const steps = []
  for (const perSecond of size.rates) {
    await pause(SETTLE_MS)
    audience.forget()
    const before = await cpu()
    const start = performance.now()
    const ids = seats.map(([, id]) => id)
    const order = { ids, per_second: perSecond, seconds: size.seconds, seed: perSecond }
    const { published, late_ms: lateMs } = await publisher.ask('publish', order)
    const seconds = (performance.now() - start) / 1000
    const after = await cpu()
    const latencies = audience.forget()
    const step = {
      apis,
      perSecond,
      watchers: size.watchers,
      publishedPerSecond: published / seconds,
      wantedPerSecond: (published * size.watchers) / seconds,
      deliveredPerSecond: latencies.length / seconds,
      cpuShares: after.map((value, at) => (value - before[at]) / seconds),
      latencyMs: summary(latencies),
      lateMs,
      failed: audience.refused.length,
      dropped: audience.ended.length,
      disorder: audience.disorder.length,
    }
    tell(
      `${apis} API: ${step.deliveredPerSecond.toFixed(0)} of ${step.wantedPerSecond.toFixed(0)}/s`,
    )
    steps.push(step)
  }
  audience.close()
  return steps
}
