/**
 * `npm run mutate`: breaks a copy of the machine, the parser and the shell on purpose, one fault at a
 * time, and sees whether explorer, tests or simulation notice. Its last line is
 * `N passed, N failed`: a fault that lives without a reason has failed.
 *
 *   npm run mutate                      all faults
 *   npm run mutate -- --only M13,store  those that break these
 *   npm run mutate -- --list            what there is
 */
import { parseArgs } from 'node:util'
import { MACHINE_FAULTS } from '../tests/mutation/machine-faults.mjs'
import { PARSER_FAULTS } from '../tests/mutation/parser-faults.mjs'
import { STORE_FAULTS } from '../tests/mutation/store-faults.mjs'
import { machineTrial, parserTrial } from './mutate/core-trials.mjs'
import { storeTrial } from './mutate/store-trial.mjs'
import { PlainError, runScript } from './run/errors.mjs'

function verdict({ lives }, found) {
  if (found !== null) return `caught by ${found}`
  return lives === undefined ? 'lived' : `lives, as ${lives}`
}

const GROUPS = [
  { faults: MACHINE_FAULTS, begin: machineTrial },
  { faults: PARSER_FAULTS, begin: parserTrial },
  { faults: STORE_FAULTS, begin: storeTrial },
]

await runScript(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' }, list: { type: 'boolean' } } })
  const wanted = values.only?.split(',')
  const known = new Set(GROUPS.flatMap(({ faults }) => faults.map(({ breaks }) => breaks)))
  const unknown = wanted?.find((name) => !known.has(name))
  if (unknown !== undefined) {
    throw new PlainError(`--only knows ${[...known].join(', ')}; it got '${unknown}'`)
  }
  const counts = { passed: 0, failed: 0 }
  for (const { faults, begin } of GROUPS) {
    const chosen = faults.filter(({ breaks }) => wanted?.includes(breaks) ?? true)
    if (chosen.length === 0) continue
    if (values.list) {
      for (const { breaks, about } of chosen) console.log(`${breaks}: ${about}`)
      continue
    }
    const trial = await begin()
    for (const fault of chosen) {
      const found = await trial(fault)
      const isWell = found !== null || fault.lives !== undefined
      counts[isWell ? 'passed' : 'failed'] += 1
      console.log(`${isWell ? '✓' : '✗'} ${fault.breaks}: ${fault.about}: ${verdict(fault, found)}`)
    }
  }
  if (values.list) return
  console.log(`${counts.passed} passed, ${counts.failed} failed`)
  process.exitCode = counts.failed === 0 ? 0 : 1
})
