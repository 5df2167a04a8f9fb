import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from './support/dist.mjs'

const { loadCore } = await load('core/loader.js')

const ENVIRONMENT = {
  transport: 'fetch',
  canStream: true,
  online: true,
  visible: true,
  canRenew: false,
}

test('the core gives back the memory of what it has read: more passes through than it can hold', async () => {
  const core = await loadCore()
  const session = core.openSession(core.defaultPolicy(), 1)
  const [{ generation }] = core.start(session, ENVIRONMENT, '', 0)
  // 3 GB in all; a module of 32 bits has 2 GB at most. A comment, in lines as long as a frame may be.
  const bytes = new Uint8Array(1_000_000).fill(0x3a)
  bytes[bytes.length - 1] = 0x0a
  const event = { type: 'stream-bytes', generation, text: bytes }
  for (let i = 0; i < 3_000; i++) core.dispatch(session, event, i)
  assert.equal(core.snapshot(session, 3_000).metrics.bytes, 3_000 * bytes.length)
  core.closeSession(session)
})
