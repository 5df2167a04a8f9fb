import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quantile, slope, summary } from './figures.mjs'

test('a quantile is always one of the numbers, the least that so many do not exceed', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => at + 1)
  assert.equal(quantile(hundred, 0.99), 99)
  assert.equal(quantile(hundred, 0.5), 50)
  assert.equal(quantile(hundred, 1), 100)
  assert.equal(quantile(hundred, 0), 1)
  assert.equal(quantile([7], 0.99), 7)
  assert.equal(quantile([1, 2], 0.51), 2)
  assert.equal(quantile([], 0.5), null)
})

test('a summary sorts as numbers, and tells the worst', () => {
  const { count, p50, p99, max } = summary([10, 9, 100, 1])
  assert.deepEqual({ count, p50, p99, max }, { count: 4, p50: 9, p99: 100, max: 100 })
  assert.equal(summary([]).p99, null)
})

test('the slope is that of the line nearest to the points, wherever it begins', () => {
  const line = [1000, 2000, 5000].map((streams) => [streams, 70e6 + streams * 18_000])
  assert.equal(Math.round(slope(line)), 18_000)
  assert.equal(
    slope([
      [0, 1],
      [1, 1],
    ]),
    0,
  )
})
