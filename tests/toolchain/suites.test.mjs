import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const RUNNER = new URL('../../toolchain/test/run-suites.mjs', import.meta.url).href
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Runs suites, given as source, in a process of their own: `{ ok, lines }`. */
function runSuites(source) {
  const script = `
    import { PlainError } from './toolchain/run/errors.mjs'
    import { runSuites } from '${RUNNER}'
    const counts = (passed, failed, skipped = 0) => ({ counts: { passed, failed, skipped }, output: 'what it printed' })
    const ok = await runSuites([${source}])
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
