/** Runs the checks: each passes or fails as one, and says why it failed. */
import { appendFile } from 'node:fs/promises'
import { add, NOTHING_RAN } from '../results/counts.mjs'
import { interruptedBy } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'
import { formatDuration } from '../run/progress.mjs'
import { CHECKS } from './list.mjs'

const PASSED = { passed: 1, failed: 0, skipped: 0 }

/** All of them; `log` receives what each printed. Gives back `{ counts, output }`. */
export async function runChecks({ log }, checks = CHECKS) {
  const results = []
  let complaints = ''
  for (const { name, check } of checks) {
    if (interruptedBy()) break
    const start = performance.now()
    const problem = await problemOf(check)
    console.log(`${problem ? '✗' : '✓'} ${name} (${formatDuration(performance.now() - start)})`)
    await appendFile(log, `${name}: ${problem ?? 'passed'}\n`)
    if (problem) complaints += `\n${name}:\n${problem}\n`
    results.push(problem ? NOTHING_RAN : PASSED)
  }
  return { counts: results.length === 0 ? NOTHING_RAN : add(...results), output: complaints }
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
