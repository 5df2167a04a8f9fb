/** `npm run load`, small, over Redis and behind nginx: two processes are killed, and watchers miss nothing. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { fromRoot } from '../../toolchain/paths.mjs'
import { attempt } from '../../toolchain/run/command.mjs'
import { PROGRAMS, temporaryFolder } from './support/processes.mjs'

/** Forty seconds on a busy machine; one that hangs has failed. */
const LIMIT_MS = 180_000

test('AC-4.3.2: a killed worker and a killed API process cost no watcher an update, and the job is done again', async (context) => {
  const [out, temporary] = [await temporaryFolder(context), await temporaryFolder(context)]
  const command = [fromRoot('toolchain/load.mjs'), '--quick', '--only', 'faults', '--out', out]
  const env = { SERVER_PYTHON: PROGRAMS.python, TMPDIR: temporary }
  const { code, output } = await attempt(process.execPath, command, { env, limitMs: LIMIT_MS })
  assert.equal(code, 0, output)
  const { scenarios, size } = JSON.parse(await readFile(join(out, 'results.json'), 'utf8'))
  const { runs, lost, duplicated, disordered } = scenarios.faults.ours
  assert.deepEqual({ lost, duplicated, disordered }, { lost: 0, duplicated: 0, disordered: 0 })
  const [worker, api] = runs
  assert.equal(worker.name, 'worker killed in the middle of a job')
  assert.match(worker.jobBefore, /^processing/)
  assert.equal(worker.job, 'completed in attempt 2')
  assert.equal(api.name, 'API process killed')
  assert.equal(api.job, 'completed in attempt 1')
  // nginx spreads the streams over two processes, of which one is killed.
  assert.ok(api.reconnections > 0)
  for (const run of runs) {
    assert.equal(run.streams, size.faults.streams + 1)
    assert.ok(run.published > 0)
    assert.equal(run.unpublished, 0)
  }
  assert.deepEqual(await readdir(temporary), [])
})
