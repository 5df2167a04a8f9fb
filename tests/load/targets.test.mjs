import assert from 'node:assert/strict'
import { test } from 'node:test'
import { report } from './report.mjs'
import { FULL } from './sizes.mjs'
import { notBack, TARGETS, verdict } from './targets.mjs'

test('a bound is met when it is reached, from below or, of what is to be more, from above', () => {
  const latency = { least: 20, aim: 1 }
  assert.deepEqual(
    [0.9, 1, 1.1, 20, 20.1].map((value) => verdict(latency, value)),
    [...['aim', 'aim', 'at least', 'at least', 'missed']],
  )
  const streams = { least: 1000, aim: 5000, more: true }
  assert.deepEqual(
    [999, 1000, 5000].map((value) => verdict(streams, value)),
    [...['missed', 'at least', 'aim']],
  )
})

test('a stream that does not have the last status is not held', () => {
  const [{ measure }] = TARGETS
  assert.equal(measure({ held: 5000, behind: 0 }).value, 5000)
  assert.equal(measure({ held: 4990, behind: 5 }).value, 4985)
})

test('after churn nothing may be left, and memory not have grown since the first rounds', () => {
  const warm = { rss_bytes: 100, tasks: 5, channels: 0, streams: 0, leases: 0, sockets: 9 }
  const before = { ...warm, rss_bytes: 70 }
  assert.deepEqual(notBack({ before, warm, after: { ...warm, rss_bytes: 102 } }), [])
  const after = { ...warm, rss_bytes: 103, leases: 1, sockets: 10, tasks: 4 }
  assert.deepEqual(notBack({ before, warm, after }), ['memory', 'leases', 'sockets'])
})

const RESULTS = {
  date: '2026-01-01T12:00:00.000Z',
  command: 'npm run load',
  minutes: 10,
  machine: {
    ...{ cores: 2, processor: 'P', memoryBytes: 2 ** 33, kernel: '6.1', Node: 'v20.1.0' },
    service: { Python: '3.11.1' },
    peer: { 'sse-starlette': '3.0.0' },
  },
  size: FULL,
  generator: {},
  scenarios: {
    broadcast: {
      ours: { latencyMs: { p99: 90, count: 1000 }, cpuSeconds: 0.1 },
      peer: { latencyMs: { p99: 60, count: 1000 }, cpuSeconds: 0.05 },
    },
    polling: { ours: { pollMs: { p99: 12 } } },
  },
}

test('a latency of those that were left gets no mark, whoever it is of', () => {
  const of = (p99, failures) => ({ latencyMs: { p99, count: 1000 }, cpuSeconds: 0.1, ...failures })
  const broadcast = {
    ours: of(10, { failed: 2, dropped: 1, superseded: 7, behind: 4, disorder: 0 }),
    peer: of(20, { failed: 0, dropped: 5, superseded: 0, behind: 6, disorder: 3 }),
  }
  const polling = { ours: { pollMs: { p99: 1, count: 9 }, failedPolls: 8 } }
  const text = report({ ...RESULTS, scenarios: { broadcast, polling } })
  for (const row of [
    '| one session watched by 1,000, p99 | 100 ms | 25 ms | 10 ms ✗ 3 failed | 20 ms, 5 failed | 0.50 |',
    '| polling p99 with 1,000 streams open | 10 ms | 1.5 ms | 1.00 ms ✗ 8 failed |  |  |',
    '| broadcast | this service | 2 | 1 | 7 | 4 | 0 |  |',
    '| broadcast | sse-starlette | 0 | 5 | 0 | 6 | 3 |  |',
    '| polling | this service |  |  |  |  |  | 8 |',
  ]) {
    assert.ok(text.includes(row), row)
  }
})

test('the table shows what is missed and where the peer is better as plainly as the rest', () => {
  const text = report(RESULTS)
  assert.ok(
    text.includes(
      '| one session watched by 1,000, p99 | 100 ms | 25 ms | 90 ms ✓ | 60 ms | 1.50 |',
    ),
  )
  assert.ok(
    text.includes('| polling p99 with 1,000 streams open | 10 ms | 1.5 ms | 12 ms ✗ |  |  |'),
  )
})
