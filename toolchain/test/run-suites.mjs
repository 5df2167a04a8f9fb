/** Runs suites, two at a time, and tells what they came to. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { BUILD } from '../paths.mjs'
import { add, NOTHING_RAN } from '../results/counts.mjs'
import { interruptedBy } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'
import { formatDuration } from '../run/progress.mjs'

const LOGS = join(BUILD, 'test-logs')

/** Some wait for processes of their own, some compute in one thread: a pair keeps two processors busy. */
const AT_ONCE = Math.min(2, availableParallelism())

/**
 * True if nothing failed. Prints a line for each suite, the output of those that failed, the sum.
 * Suites begin in their order; those that are `alone` come last, one after the other.
 */
export async function runSuites(suites, atOnce = AT_ONCE) {
  await mkdir(LOGS, { recursive: true })
  const results = new Map()
  const runAll = (chosen, lanes) => {
    const waiting = [...chosen]
    const runNext = async () => {
      while (waiting.length > 0) {
        const suite = waiting.shift()
        results.set(suite, await tell(suite))
      }
    }
    return Promise.all(Array.from({ length: lanes }, runNext))
  }
  await runAll(
    suites.filter(({ alone }) => !alone),
    atOnce,
  )
  await runAll(
    suites.filter(({ alone }) => alone),
    1,
  )
  const finished = suites.map((suite) => results.get(suite))
  const sum = add(...finished.map(({ counts }) => counts))
  console.log(`\n${finished.map(({ line }) => line).join('\n')}\n`)
  console.log(`${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed === 0
}

/** Runs one; says when it begins and, in one piece, what came of it. */
async function tell(suite) {
  console.log(`\n— ${suite.name}: ${suite.title}`)
  const start = performance.now()
  const { counts, output } = await runOne(suite)
  if (interruptedBy()) throw new PlainError(`stopped by ${interruptedBy()}`)
  const line = `${mark(counts)} ${suite.name}: ${describe(counts)} (${formatDuration(performance.now() - start)})`
  console.log(counts.failed > 0 ? `${output.trimEnd()}\n${line}` : line)
  return { line, counts }
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
