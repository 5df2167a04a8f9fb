import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const RUNNER = new URL('../../toolchain/test/run-suites.mjs', import.meta.url).href
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Runs suites, given as source, two at a time in a process of their own: `{ ok, lines }`. */
function runSuites(source) {
  const script = `
    import { PlainError } from './toolchain/run/errors.mjs'
    import { runSuites } from '${RUNNER}'
    const counts = (passed, failed, skipped = 0) => ({ counts: { passed, failed, skipped }, output: 'what it printed' })
    const third = {}
    third.begun = new Promise((begin) => Object.assign(third, { begin }))
    const ok = await runSuites([${source}], 2)
    process.exit(ok ? 0 : 1)`
  return new Promise((resolve) => {
    const args = ['--input-type=module', '-e', script]
    execFile(process.execPath, args, { cwd: ROOT }, (error, stdout) =>
      resolve({ ok: !error, lines: stdout.trimEnd().split('\n') }),
    )
  })
}

test('the last line adds up all suites', async () => {
  const { ok, lines } = await runSuites(`
    { name: 'trial-one', title: '', run: async () => counts(3, 0) },
    { name: 'trial-two', title: '', run: async () => counts(4, 0, 1) }`)
  assert.equal(ok, true)
  assert.equal(lines.at(-1), '7 passed, 0 failed')
})

test('a failing suite fails the whole and shows what it printed', async () => {
  const { ok, lines } = await runSuites(`
    { name: 'trial-one', title: '', run: async () => counts(3, 2) },
    { name: 'trial-two', title: '', run: async () => counts(1, 0) }`)
  assert.equal(ok, false)
  assert.equal(lines.at(-1), '4 passed, 2 failed')
  assert.ok(lines.includes('what it printed'))
})

test('a suite that cannot run fails, and the others still run', async () => {
  const { ok, lines } = await runSuites(`
    { name: 'trial-one', title: '', run: async () => { throw new PlainError('no compiler') } },
    { name: 'trial-two', title: '', run: async () => counts(1, 0) }`)
  assert.equal(ok, false)
  assert.ok(lines.includes('error: no compiler'))
  assert.equal(lines.at(-1), '1 passed, 1 failed')
})

test('two suites run at a time, and what they came to stands in their order', async () => {
  const { ok, lines } = await runSuites(`
    { name: 'trial-one', title: '', run: async () => (await third.begun, counts(1, 0)) },
    { name: 'trial-two', title: '', run: async () => counts(2, 0) },
    { name: 'trial-three', title: '', run: async () => (third.begin(), counts(3, 0)) }`)
  assert.equal(ok, true)
  const passed = lines.filter((line) => line.startsWith('✓')).map(named)
  assert.equal(passed[0], 'trial-two')
  assert.deepEqual(passed.slice(-3), ['trial-one', 'trial-two', 'trial-three'])
})

test('a suite that is to be alone begins when all others have ended', async () => {
  const { lines } = await runSuites(`
    { name: 'trial-alone', title: '', alone: true, run: async () => counts(1, 0) },
    { name: 'trial-one', title: '', run: () => new Promise((end) => setImmediate(() => end(counts(1, 0)))) }`)
  const story = lines.filter((line) => /^[✓—]/.test(line)).map((line) => line.slice(0, 13))
  assert.deepEqual(story.slice(0, 4), [
    '— trial-one: ',
    '✓ trial-one: ',
    '— trial-alone',
    '✓ trial-alone',
  ])
})

const named = (line) => /^✓ ([^:]+)/.exec(line)[1]
