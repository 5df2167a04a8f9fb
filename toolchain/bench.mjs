/**
 * `npm run bench`: this package beside what people would use instead, in one run; see tests/bench/.
 * Prints the tables, and writes them, with plots and the raw figures, to tests/bench/results/, of which
 * `npm run docs` makes a page.
 *
 *   npm run bench -- --only start,parsing   some of what is measured
 *   npm run bench -- --rounds 3             fewer rounds
 *   npm run bench -- --list                 what is measured
 *   npm run bench -- --out FOLDER           another folder for the results
 *   npm run bench -- --again                tables and plots anew, from the figures of the last run
 *
 * What is not the whole, in full rounds, is written nowhere but where --out says.
 */
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { PlainError, runScript } from './run/errors.mjs'
import { benchPeers, chromium, npmPackage } from './test/prepare.mjs'

await runScript(async () => {
  const { rounds, only, list, out, again } = options()
  await npmPackage()
  const peers = await benchPeers()
  // They drive a browser with what was just installed.
  const { benchmark, ROUNDS } = await import('../tests/bench/benchmark.mjs')
  const { SCENARIOS } = await import('../tests/bench/scenarios.mjs')
  const { RESULTS, writeResults } = await import('../tests/bench/results.mjs')
  const { quoteInReadme } = await import('../tests/bench/quoted.mjs')
  if (again) {
    const results = JSON.parse(await readFile(join(RESULTS, 'results.json'), 'utf8'))
    await writeResults(results, RESULTS)
    return quoteInReadme(results)
  }
  if (list) return console.log(SCENARIOS.map(({ name, title }) => `${name}\t${title}`).join('\n'))
  const results = await benchmark(chosen(SCENARIOS, only), {
    rounds: rounds ?? ROUNDS,
    peers,
    executablePath: await chromium(),
    command: ['npm run bench', ...commandArguments()].join(' '),
    print: console.log,
  })
  const { report } = await import('../tests/bench/report.mjs')
  console.log(`\n${report(results)}`)
  // A part would stand where the whole is expected.
  if (!out && (only || rounds !== undefined)) return
  await writeResults(results, resolve(out ?? RESULTS))
  if (!out) await quoteInReadme(results)
})

function chosen(scenarios, only) {
  const names = scenarios.map(({ name }) => name)
  const wanted = only?.split(',') ?? names
  for (const name of wanted) {
    if (!names.includes(name)) {
      throw new PlainError(`--only knows ${names.join(', ')}; it got '${name}'`)
    }
  }
  return scenarios.filter(({ name }) => wanted.includes(name))
}

function commandArguments() {
  const given = process.argv.slice(2)
  return given.length > 0 ? ['--', ...given] : []
}

function options() {
  try {
    const { rounds, ...others } = parseArgs({
      options: {
        rounds: { type: 'string' },
        only: { type: 'string' },
        list: { type: 'boolean' },
        out: { type: 'string' },
        again: { type: 'boolean' },
      },
    }).values
    const count = rounds === undefined ? undefined : Number(rounds)
    if (count !== undefined && !(Number.isInteger(count) && count > 0)) {
      throw new Error(`--rounds: expected a whole number of at least 1, got '${rounds}'`)
    }
    return { rounds: count, ...others }
  } catch (error) {
    throw new PlainError(error.message)
  }
}
