/** Runs the checks: each passes or fails as one, and says why it failed. */
import { appendFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { add, NOTHING_RAN } from '../results/counts.mjs'
import { interruptedBy } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'
import { formatDuration } from '../run/progress.mjs'
import { CHECKS } from './list.mjs'

const PASSED = { passed: 1, failed: 0, skipped: 0 }

/**
 * All of them, as many at a time as there are processors: most are one program with one thread.
 * `log` receives what each printed. Gives back `{ counts, output }`, complaints in the checks' order.
 */
export async function runChecks({ log }, checks = CHECKS, atOnce = availableParallelism()) {
  const problems = new Map()
  const waiting = [...checks]
  const runNext = async () => {
    while (waiting.length > 0 && !interruptedBy()) {
      const { name, check } = waiting.shift()
      const start = performance.now()
      const problem = await problemOf(check)
      console.log(`${problem ? '✗' : '✓'} ${name} (${formatDuration(performance.now() - start)})`)
      await appendFile(log, `${name}: ${problem ?? 'passed'}\n`)
      problems.set(name, problem)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, runNext))
  const done = checks.filter(({ name }) => problems.has(name)).map(({ name }) => name)
  const results = done.map((name) => (problems.get(name) ? NOTHING_RAN : PASSED))
  const complaints = done
    .filter((name) => problems.get(name))
    .map((name) => `\n${name}:\n${problems.get(name)}\n`)
  return {
    counts: results.length === 0 ? NOTHING_RAN : add(...results),
    output: complaints.join(''),
  }
}

/** What `check` found wrong, or null. A check prints by throwing. */
async function problemOf(check) {
  try {
    await check()
    return null
  } catch (error) {
    return error instanceof PlainError ? error.message : error.stack
  }
}
