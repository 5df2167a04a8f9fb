/** `npm run load`, small: that it works, and leaves nothing behind. No figure of it is judged. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { until } from '../../toolchain/cluster/answers.mjs'
import { fromRoot } from '../../toolchain/paths.mjs'

const PATIENCE_MS = 10_000

/** The command, with temporary files below a folder of the test's own. */
async function startLoad(context, ...args) {
  const folder = await mkdtemp(join(tmpdir(), 'load-test-'))
  const temporary = join(folder, 'temporary')
  await mkdir(temporary)
  const child = spawn(process.execPath, [fromRoot('toolchain/load.mjs'), '--quick', ...args], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  context.after(async () => {
    child.kill('SIGKILL')
    await exit
    await rm(folder, { recursive: true, force: true })
  })
  return { child, exit, temporary, lines: createInterface({ input: child.stdout }) }
}

/** Running processes that keep something below `folder`. */
async function processesOf(folder) {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const environments = numbers.map((number) =>
    // One that has ended meanwhile has no environment, and need not be found.
    readFile(`/proc/${number}/environ`, 'utf8').catch(() => ''),
  )
  return (await Promise.all(environments)).filter((text) => text.includes(`DATA_DIR=${folder}`))
}

test('AC-4.3.1 AC-4.3.5: a small run measures every scenario of one process, without an error', async (context) => {
  const out = await mkdtemp(join(tmpdir(), 'load-results-'))
  context.after(() => rm(out, { recursive: true, force: true }))
  const { exit, temporary, lines } = await startLoad(context, '--out', out)
  lines.resume()
  assert.deepEqual(await exit, [0, null])
  const { scenarios, size } = JSON.parse(await readFile(join(out, 'results.json'), 'utf8'))
  const { own, broadcast, storm, memory, polling, peak, churn } = scenarios
  const told = ({ latencyMs, superseded }) => latencyMs.count + superseded
  assert.equal(told(own.ours), own.ours.published)
  assert.equal(told(broadcast.ours), broadcast.ours.published * size.streams)
  assert.equal(storm.ours.firstByteMs.count, size.stormPerSecond * size.seconds)
  assert.equal(memory.ours.held, size.memorySteps.at(-1))
  assert.equal(polling.ours.pollMs.count, size.pollsPerSecond * size.seconds)
  for (const { ours } of [own, broadcast, storm, memory, polling, peak]) {
    const wrong = ['dropped', 'disorder', 'behind', 'failed', 'failedPolls', 'missing']
    assert.deepEqual(
      wrong.filter((what) => (ours[what] ?? 0) !== 0),
      [],
    )
  }
  assert.match(await readFile(join(out, 'results.md'), 'utf8'), /\| figure \| at least \| aim \|/)
  const { before, after } = churn.ours
  for (const what of ['tasks', 'streams', 'channels', 'leases', 'sockets', 'others']) {
    assert.equal(after[what], before[what], `AC-4.2.3: ${what} after churn`)
  }
  assert.deepEqual(await readdir(temporary), [])
})

test('Ctrl-C ends it and everything it started', async (context) => {
  const { child, exit, temporary, lines } = await startLoad(context, '--only', 'own')
  for await (const line of lines) if (line.includes('round 1')) break
  assert.equal((await processesOf(temporary)).length, 1)
  child.kill('SIGINT')
  const deadline = performance.now() + PATIENCE_MS
  assert.deepEqual(await exit, [130, null])
  assert.deepEqual(await readdir(temporary), [])
  // Killed, but perhaps not yet gone.
  const isAlone = async () => (await processesOf(temporary)).length === 0
  assert.ok(await until(isAlone, () => performance.now() > deadline))
})
