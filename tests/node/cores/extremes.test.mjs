/** Both cores at the ends of what they are given: the largest numbers, and no more memory. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { dist, load } from '../support/dist.mjs'

const { coreOf } = await load('core/core.js')
const { default: createWasm } = await load('core/transcription-status-core.js')
const { default: createPlain } = await load('core/transcription-status-core-plain.js')
const WASM = await readFile(new URL('core/transcription-status-core.wasm', dist))

const ENVIRONMENT = {
  transport: 'auto',
  canStream: true,
  online: true,
  visible: true,
  canRenew: false,
}

const statusText = (change = {}) =>
  JSON.stringify({
    session_id: 'job',
    epoch: 'e',
    sequence: 1,
    attempt: 1,
    status: 'processing',
    progress: 5,
    message: 'Transcribing...',
    timestamp: '2026-01-01T00:00:00Z',
    ...change,
  })

function following(core, policy = core.defaultPolicy()) {
  const session = core.openSession(policy, 1)
  core.start(session, ENVIRONMENT, '', 0)
  core.dispatch(session, { type: 'stream-opened', generation: 1 }, 1)
  return {
    hear: (text) =>
      core.dispatch(session, { type: 'stream-message', generation: 1, name: 'status', text }, 2),
    get snapshot() {
      return core.snapshot(session, 3)
    },
  }
}

for (const [kind, create] of [
  ['wasm', () => createWasm({ wasm: WASM })],
  ['plain', () => createPlain()],
]) {
  for (const largest of [2 ** 31, 2 ** 32 - 1, Number.MAX_SAFE_INTEGER, Number.MAX_VALUE]) {
    test(`${kind}: maxDepth and maxFrameBytes of ${largest} refuse nothing`, async () => {
      const core = coreOf(kind, await create())
      const policy = { ...core.defaultPolicy(), maxDepth: largest, maxFrameBytes: largest }
      const session = following(core, policy)
      assert.deepEqual(
        session.hear(statusText()).map(({ complaint }) => complaint),
        ['none'],
      )
      assert.equal(session.snapshot.progress, 5)
    })
  }
}

test('a text for which there is no memory is refused, and no session suffers from it', async () => {
  const core = coreOf('wasm', await createWasm({ wasm: withoutGrowth(WASM) }))
  const one = following(core)
  const other = following(core)
  other.hear(statusText())
  assert.throws(() => one.hear(statusText({ message: 'x'.repeat(600_000) })), {
    name: 'RangeError',
    message: 'out of memory',
  })
  other.hear(statusText({ sequence: 2, progress: 9 }))
  one.hear(statusText())
  assert.equal(other.snapshot.progress, 9)
  assert.equal(other.snapshot.metrics.updates, 2)
  assert.equal(one.snapshot.progress, 5)
})

/** The module with a memory that stays as it is: its maximum is its beginning. */
function withoutGrowth(module) {
  const bytes = new Uint8Array(module)
  let place = 8
  const number = () => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[place++]
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
  }
  const MEMORY = 5
  for (;;) {
    const id = bytes[place++]
    const length = number()
    if (id !== MEMORY) {
      place += length
      continue
    }
    number() // how many memories
    place += 1 // flags
    let least = number()
    const start = place
    number()
    for (let at = start; at < place; at++, least = Math.floor(least / 128)) {
      bytes[at] = (least % 128) | (at < place - 1 ? 128 : 0)
    }
    return bytes
  }
}
