/** Runs scenarios one after the other, and keeps what they found. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { step } from '../../toolchain/run/progress.mjs'
import { quantile } from './figures.mjs'
import { load, machine } from './ground.mjs'

const RESOLUTION_MS = 5
const POINTS = 200

/** What results.json has. `print` gets a line now and then. */
export async function runAll(scenarios, { ground, size, command, print }) {
  const start = performance.now()
  const loadBefore = load()
  const found = {}
  const generator = {}
  for (const { name, title, run } of scenarios) {
    await step(title, async () => {
      const loadAtStart = load()
      const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
      delay.enable()
      found[name] = compact(await run(ground, size, (line) => print(`  ${line}`)))
      delay.disable()
      const ms = (part) => Math.max(0, delay.percentile(part) / 1e6 - RESOLUTION_MS)
      generator[name] = { p50: ms(50), p99: ms(99), max: ms(100), load: loadAtStart }
    })
  }
  return {
    date: new Date().toISOString(),
    command,
    loadBefore,
    minutes: (performance.now() - start) / 60_000,
    machine: await machine(ground),
    size,
    generator,
    scenarios: found,
  }
}

/** Long lists of measurements as their quantiles, enough to draw. */
function compact(contestants) {
  for (const of of Object.values(contestants)) {
    for (const name of ['latencies', 'firstBytes', 'firstEvents']) {
      if (of[name]) of[name] = quantiles(of[name])
    }
  }
  return contestants
}

function quantiles(numbers) {
  const sorted = Float64Array.from(numbers).sort()
  // Closer together towards the end, which is what matters.
  return Array.from({ length: POINTS + 1 }, (_, at) => {
    const part = 1 - (1 - at / POINTS) ** 2
    return [part, Number((quantile(sorted, part) ?? 0).toFixed(4))]
  })
}
