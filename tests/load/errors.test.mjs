/** Errors are told by the kind that is worst, in parts of what there was of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorRates, missing, worst } from './scenarios/errors.mjs'
import { TARGETS } from './targets.mjs'

const fine = {
  ...{ streams: 100, failed: 0, dropped: 0, behind: 0 },
  ...{ published: 15_000, missing: 0, disorder: 0, polls: 750, failedPolls: 0 },
}

test('each kind of error is a part of what there was of its kind, not of everything', () => {
  const found = { ...fine, failed: 1, dropped: 2, behind: 3, missing: 10, disorder: 5 }
  const rates = errorRates({ ...found, failedPolls: 75 })
  assert.deepEqual(rates, { streams: 0.06, deliveries: 0.001, polls: 0.1 })
  assert.equal(worst(rates), 'polls')
  assert.equal(worst(errorRates({ ...fine, failed: 1 })), 'streams')
})

test('what was published, and neither delivered nor superseded, is missing', () => {
  const delivered = { published: 100, arrivals: 90, disorder: 0, superseded: 10 }
  assert.equal(missing(delivered), 0)
  assert.equal(missing({ ...delivered, superseded: 7 }), 3)
  // One that came twice does not make good for one that did not come.
  assert.equal(missing({ ...delivered, arrivals: 91, disorder: 1, superseded: 7 }), 3)
})

test('the row of errors tells the worst kind', () => {
  const { measure } = TARGETS.find(({ scenario }) => scenario === 'peak')
  assert.equal(measure({ errorRates: errorRates(fine) }).text, '0 %')
  const { value, text } = measure({ errorRates: errorRates({ ...fine, missing: 30 }) })
  assert.equal(value, 0.2)
  assert.equal(text, '0.200 % of deliveries')
})
