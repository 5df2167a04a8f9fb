import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { runChecks } from '../../toolchain/checks/run.mjs'
import { PlainError } from '../../toolchain/run/errors.mjs'

/** A file to log to; what is printed stays out of the runner's own messages. */
async function logFile(context) {
  context.mock.method(console, 'log', () => undefined)
  const folder = await mkdtemp(join(tmpdir(), 'checks-'))
  context.after(() => rm(folder, { recursive: true }))
  return join(folder, 'log')
}

const passes = async () => undefined
const fails = (message) => async () => {
  throw new PlainError(message)
}

test('every check counts, and complaints stand in the order of the checks', async (context) => {
  const log = await logFile(context)
  let endSlow
  const checks = [
    // Ends only once the others had their turn beside it.
    {
      name: 'slow',
      check: () => new Promise((_, reject) => (endSlow = () => reject(new PlainError('late')))),
    },
    { name: 'good', check: passes },
    { name: 'bad', check: fails('wrong') },
    { name: 'last', check: async () => endSlow() },
  ]
  const { counts, output } = await runChecks({ log }, checks, 2)
  assert.deepEqual(counts, { passed: 2, failed: 2, skipped: 0 })
  assert.match(output, /slow:\nlate[^]*bad:\nwrong/)
  assert.match(await readFile(log, 'utf8'), /good: passed[^]*bad: wrong[^]*slow: late/)
})

test('no check at all is a failure', async (context) => {
  const { counts } = await runChecks({ log: await logFile(context) }, [], 2)
  assert.equal(counts.failed, 1)
})
