import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from './support/dist.mjs'

const { loadCore } = await load('core/loader.js')

const ENVIRONMENT = {
  transport: 'eventsource',
  canStream: true,
  online: true,
  visible: true,
  canRenew: false,
}

/** One, two, three and four bytes of UTF-8 each. */
const ALPHABET = ['a', 'ß', '語', '😀']

/** On both sides of the length up to which a text is encoded where it goes. */
const LENGTHS = [1, 1_000, 3_000, 4_000, 4_096, 4_097, 20_000]

for (const letter of ALPHABET) {
  test(`AC-2.2.1 a status crosses unharmed, however long: message of '${letter}'`, async () => {
    const core = await loadCore()
    const session = core.openSession(core.defaultPolicy(), 1)
    const [{ generation }] = core.start(session, ENVIRONMENT, '', 0)
    for (const [sequence, length] of LENGTHS.entries()) {
      const text = JSON.stringify({
        session_id: 'job',
        epoch: '1',
        sequence,
        attempt: 1,
        status: 'processing',
        progress: sequence,
        message: letter.repeat(length / letter.length),
        timestamp: '2026-01-01T12:00:00.000Z',
      })
      const event = {
        type: 'stream-message',
        generation,
        name: 'status',
        text,
        id: `1-${sequence}`,
      }
      core.dispatch(session, event, sequence)
      assert.equal(core.snapshot(session, sequence).statusText, text)
    }
    core.closeSession(session)
  })
}
