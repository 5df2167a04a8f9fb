/** Runs suites one after the other and tells what they came to. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BUILD } from '../paths.mjs'
import { add, NOTHING_RAN } from '../results/counts.mjs'
import { interruptedBy } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'
import { formatDuration } from '../run/progress.mjs'

const LOGS = join(BUILD, 'test-logs')

/** True if nothing failed. Prints a line for each suite, the output of those that failed, the sum. */
export async function runSuites(suites) {
  await mkdir(LOGS, { recursive: true })
  const finished = []
  for (const suite of suites) {
    console.log(`\n— ${suite.name}: ${suite.title}`)
    const start = performance.now()
    const { counts, output } = await runOne(suite)
    if (interruptedBy()) throw new PlainError(`stopped by ${interruptedBy()}`)
    if (counts.failed > 0) console.log(output.trimEnd())
    const line = `${mark(counts)} ${suite.name}: ${describe(counts)} (${formatDuration(performance.now() - start)})`
    console.log(line)
    finished.push({ line, counts })
  }
  const sum = add(...finished.map(({ counts }) => counts))
  console.log(`\n${finished.map(({ line }) => line).join('\n')}\n`)
  console.log(`${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed === 0
}

async function runOne({ name, run }) {
  const files = { log: join(LOGS, `${name}.log`), report: join(LOGS, `${name}.report`) }
  await rm(files.log, { force: true })
  try {
    return await run(files)
  } catch (error) {
    const output = error instanceof PlainError ? `error: ${error.message}\n` : `${error.stack}\n`
    await writeFile(files.log, output, { flag: 'a' })
    return { counts: NOTHING_RAN, output }
  }
}

const mark = ({ failed }) => (failed === 0 ? '✓' : '✗')

const describe = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
