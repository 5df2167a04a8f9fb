/**
 * The simulation as a suite of `npm test`: the regressions first, then many schedules. It does not
 * touch the package before it runs, for that is built only then.
 */
import { appendFile, readFile } from 'node:fs/promises'
import { CORES } from '../../toolchain/conformance/parser.mjs'
import { INVARIANTS } from './invariants/index.mjs'
import { PROFILES } from './schedule/profiles.mjs'
import { described } from './soak/describe.mjs'
import { drawnRuns, soak } from './soak/pool.mjs'
import { table } from './soak/table.mjs'

const SCHEDULES = 20_000
const SEED = 1
const WORKERS = 2
const CORE = 'wasm'
/** Failures of one invariant printed one by one. */
const LISTED = 5

/** `{ counts, output }`: one test for each regression on each core, and one for each invariant. */
export async function runSimulation({ log, schedules = SCHEDULES }) {
  const regressions = await runRegressions()
  const runs = drawnRuns({ schedules, seed: SEED, profiles: Object.keys(PROFILES) })
  const { sums, failures } = await soak({ runs, core: CORE, workers: WORKERS })
  const verdicts = INVARIANTS.map(({ id, sentence }) => ({
    name: `${id}: ${sentence}`,
    failures: failures
      .filter(({ invariant }) => invariant === id)
      .map((failure) => described(failure, CORE)),
  }))
  const all = [...regressions, ...verdicts]
  const failed = all.filter((one) => one.failures.length > 0)
  const listed = failed.map((one) => [one.name, ...one.failures.slice(0, LISTED)].join('\n'))
  const output = [`seed ${SEED}`, ...listed, table(sums), ''].join('\n')
  await appendFile(log, output)
  const counts = { passed: all.length - failed.length, failed: failed.length, skipped: 0 }
  return { counts, output }
}

/** Seeds that once found something. */
async function runRegressions() {
  const runs = JSON.parse(await readFile(new URL('./regressions.json', import.meta.url), 'utf8'))
  const results = []
  for (const core of CORES) {
    const { failures } = await soak({ runs, core, workers: 1 })
    for (const { seed, profile, about } of runs) {
      const own = failures.filter((failure) => failure.seed === seed && failure.profile === profile)
      const texts = own.map((failure) => described(failure, core))
      results.push({ name: `regression, ${core}: ${about}`, failures: texts })
    }
  }
  return results
}
