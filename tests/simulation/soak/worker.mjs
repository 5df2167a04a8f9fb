/** Runs what the main thread hands out; gives back figures and what failed. */
import { parentPort, workerData } from 'node:worker_threads'
import { coreOf } from '../cores.mjs'
import { addUp } from '../measures/figures.mjs'
import { measures } from '../measures/index.mjs'
import { runSchedule } from '../run-schedule.mjs'

const core = await coreOf(workerData.core)

parentPort.on('message', async (runs) => {
  const sums = {}
  const failures = []
  for (const { seed, profile } of runs) {
    const { watchers, figures } = measures()
    const { world, violation } = await runSchedule(seed, profile, core, { watchers })
    if (violation !== null) failures.push({ seed, profile, ...violation })
    const own = { schedules: 1, steps: world.steps, virtualMs: world.agenda.now, ...figures() }
    addUp((sums[profile] ??= {}), own)
  }
  parentPort.postMessage({ done: runs.length, sums, failures })
})
parentPort.postMessage({ done: 0, sums: {}, failures: [] })
