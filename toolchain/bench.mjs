/**
 * `npm run bench`: this package beside what people would use instead, in one run; see tests/bench/.
 * Prints the tables, and writes them with the raw figures to tests/bench/results/.
 *
 *   npm run bench -- --rounds 3     fewer rounds; writes nothing but what --out says
 *   npm run bench -- --out FOLDER   another folder for the results
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fromRoot } from './paths.mjs'
import { formatted } from './results/formatted.mjs'
import { PlainError, runScript } from './run/errors.mjs'
import { chromium, npmPackage } from './test/prepare.mjs'

await runScript(async () => {
  const { rounds, out } = options()
  await npmPackage()
  // They drive a browser with what was just installed.
  const { benchmark, ROUNDS } = await import('../tests/bench/benchmark.mjs')
  const { report } = await import('../tests/bench/report.mjs')
  const results = await benchmark({
    rounds: rounds ?? ROUNDS,
    executablePath: await chromium(),
    command: ['npm run bench', ...commandArguments()].join(' '),
    print: console.log,
  })
  const text = report(results)
  console.log(`\n${text}`)
  // A short run would stand where a whole one is expected.
  if (out || rounds === undefined) await write(results, text, out)
})

async function write(results, text, out) {
  const folder = resolve(out ?? fromRoot('tests/bench/results'))
  await mkdir(folder, { recursive: true })
  const files = { 'results.json': JSON.stringify(results), 'results.md': text }
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), await formatted(content, join(folder, name)))
  }
  console.log(`written to ${folder}`)
}

function commandArguments() {
  const given = process.argv.slice(2)
  return given.length > 0 ? ['--', ...given] : []
}

function options() {
  try {
    const { rounds, out } = parseArgs({
      options: { rounds: { type: 'string' }, out: { type: 'string' } },
    }).values
    const count = rounds === undefined ? undefined : Number(rounds)
    if (count !== undefined && !(Number.isInteger(count) && count > 0)) {
      throw new Error(`--rounds: expected a whole number of at least 1, got '${rounds}'`)
    }
    return { rounds: count, out }
  } catch (error) {
    throw new PlainError(error.message)
  }
}
