/** What of a fault run counts as lost, and what does not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outcome } from './scenarios/outcome.mjs'
import { TARGETS } from './targets.mjs'

const fine = {
  ...{ streams: 1, duplicated: 0, disordered: 0, repeated: 0 },
  ...{ gaps: [], passedOverBetween: 0, epochChanges: 0 },
}
const job = { ...fine, status: '{"status":"completed","attempt":1}' }

/** The fault is between 100 and 200. */
const judged = (followers, job_ = job, isBehind = () => false) =>
  outcome({ followers, job: job_, isBehind, fault: { from: 100, until: 200 } })

test('what was passed over while nothing was broken is lost, in the fault or between streams it is not', () => {
  const gaps = [
    [99, 1],
    [100, 10],
    [200, 10],
    [201, 2],
  ]
  const { lost, superseded } = judged([fine, { ...fine, gaps, passedOverBetween: 5 }])
  assert.deepEqual({ lost, superseded }, { lost: 3, superseded: 25 })
})

test('a watcher without the last status and a job that does not complete are lost', () => {
  const failed = { ...fine, status: '{"status":"failed","attempt":2}' }
  const found = judged([fine, fine, fine], failed, (_, at) => at > 0)
  assert.equal(found.lost, 3)
  assert.equal(found.behind, 2)
  assert.equal(found.job, 'failed in attempt 2')
})

test('changes of epoch and returns are counted over all, the job as well', () => {
  const returned = { ...fine, streams: 3, epochChanges: 2 }
  const found = judged([returned, fine], { ...job, streams: 2, epochChanges: 1 })
  assert.equal(found.epochChanges, 3)
  assert.equal(found.reconnections, 3)
})

test('the row of lost updates tells those that were published to nobody', () => {
  const { measure } = TARGETS.find(({ scenario }) => scenario === 'faults')
  const none = { lost: 0, duplicated: 0, disordered: 0 }
  assert.equal(measure({ ...none, unpublished: 0 }).text, '0')
  const { value, text } = measure({ ...none, unpublished: 288 })
  assert.equal(value, 0)
  assert.equal(text, '0, besides 288 that Redis did not take, published to nobody')
})
