/** The core that everyone gets. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCore, preload } from '../support/dist.mjs'

test('AC-3.3.3 the core can be loaded ahead, and all callers get the same one', async () => {
  await preload()
  const core = await loadCore()
  assert.equal(core, await loadCore())
  assert.equal(core.kind, 'wasm')
})

test('the policy of the core is the one that the package documents', async () => {
  const policy = (await loadCore()).defaultPolicy()
  assert.deepEqual(policy, {
    maxAttempts: 3,
    connectTimeoutMs: 10_000,
    backoffBaseMs: 1_000,
    backoffCapMs: 30_000,
    backoffJitterFloor: 0.5,
    proofOfUseMs: 10_000,
    silenceMs: 45_000,
    silenceCadences: 3,
    silenceFloorMs: 6_000,
    pollIntervalMs: 3_000,
    pollIntervalCapMs: 30_000,
    requestTimeoutMs: 10_000,
    probeIntervalMs: 30_000,
    probeJitter: 0.1,
    wakeStaleMs: 20_000,
    idleWaitMs: 60_000,
    retryAfterCapMs: 3_600_000,
    lingerMs: 250,
    maxFrameBytes: 1_048_576,
    maxDepth: 64,
  })
})
