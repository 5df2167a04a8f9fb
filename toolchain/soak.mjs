/**
 * `npm run soak`: the shipped store and core against a virtual server and network, in virtual time,
 * as often as wanted. Its last line is `N passed, N failed`.
 *
 *   npm run soak -- --schedules N --seed S      N schedules that follow from S
 *   npm run soak -- --profile P                 calm, field, storm, or all in turn
 *   npm run soak -- --core js                   the plain JavaScript core instead of WebAssembly
 *   npm run soak -- --workers N                 threads
 *   npm run soak -- --replay SEED --profile P   one schedule alone; --trace: every event of it
 */
import { parseArgs } from 'node:util'
import { PROFILES } from '../tests/simulation/schedule/profiles.mjs'
import { described } from '../tests/simulation/soak/describe.mjs'
import { drawnRuns, soak } from '../tests/simulation/soak/pool.mjs'
import { table } from '../tests/simulation/soak/table.mjs'
import { CORES } from './conformance/parser.mjs'
import { PlainError, runScript } from './run/errors.mjs'
import { formatDuration } from './run/progress.mjs'
import { npmPackage } from './test/prepare.mjs'

const KNOWN_PROFILES = Object.keys(PROFILES)

const PROGRESS_MS = 2_000
/** Failures printed one by one. */
const LISTED = 20

await runScript(async () => {
  const chosen = options()
  await npmPackage()
  const violated = chosen.replay === undefined ? await many(chosen) : await one(chosen)
  process.exitCode = violated ? 1 : 0
})

async function one({ replay: seed, profile, core, trace }) {
  if (profile === 'all') throw new PlainError('--replay wants the profile of its seed: --profile')
  // The package that it runs is there only now.
  const { replay } = await import('../tests/simulation/soak/replay.mjs')
  const violation = await replay({ seed, profile, core, tell: trace ? console.log : undefined })
  if (violation !== null) console.log(described({ seed, profile, ...violation }, core))
  console.log(violation === null ? '1 passed, 0 failed' : '0 passed, 1 failed')
  return violation !== null
}

async function many({ schedules, seed, profile, core, workers }) {
  const profiles = profile === 'all' ? KNOWN_PROFILES : [profile]
  const runs = drawnRuns({ schedules, seed, profiles })
  const interrupt = new AbortController()
  process.once('SIGINT', () => interrupt.abort())
  const start = performance.now()
  let told = start
  const progress = ({ done, failures }) => {
    const now = performance.now()
    if (now - told < PROGRESS_MS) return
    told = now
    const rate = (done / (now - start)) * 1_000
    console.log(`· ${done} of ${schedules}, ${rate.toFixed(0)} a second, ${failures.length} failed`)
  }
  const { signal } = interrupt
  const { sums, failures, done } = await soak({ runs, core, workers, signal, progress })
  if (done > 0) console.log(`\n${table(sums)}\n`)
  report(failures, core)
  const stopped = signal.aborted ? `, stopped at ${done} of ${schedules}` : ''
  console.log(`seed ${seed}, core ${core}, ${formatDuration(performance.now() - start)}${stopped}`)
  console.log(`${done - failures.length} passed, ${failures.length} failed`)
  return failures.length > 0
}

function report(failures, core) {
  for (const failure of failures.slice(0, LISTED)) console.log(described(failure, core))
  if (failures.length > LISTED) console.log(`… and ${failures.length - LISTED} more`)
}

function options() {
  const { values } = parsed()
  expectOneOf('core', values.core, CORES)
  expectOneOf('profile', values.profile, [...KNOWN_PROFILES, 'all'])
  for (const name of ['schedules', 'seed', 'workers', 'replay']) {
    if (values[name] === undefined) continue
    const least = name === 'seed' || name === 'replay' ? 0 : 1
    const number = Number(values[name])
    if (!Number.isInteger(number) || number < least || number >= 2 ** 32) {
      throw new PlainError(
        `--${name} wants a whole number from ${least} on; it got '${values[name]}'`,
      )
    }
    values[name] = number
  }
  return values
}

function expectOneOf(name, value, known) {
  if (!known.includes(value)) {
    throw new PlainError(`--${name} knows ${known.join(', ')}; it got '${value}'`)
  }
}

function parsed() {
  try {
    return parseArgs({
      options: {
        schedules: { type: 'string', default: '2000' },
        seed: { type: 'string', default: '1' },
        profile: { type: 'string', default: 'all' },
        core: { type: 'string', default: 'wasm' },
        workers: { type: 'string', default: '2' },
        replay: { type: 'string' },
        trace: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new PlainError(error.message)
  }
}
