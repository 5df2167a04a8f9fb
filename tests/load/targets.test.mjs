import assert from 'node:assert/strict'
import { test } from 'node:test'
import { report } from './report.mjs'
import { FULL } from './sizes.mjs'
import { laterGrowth, LEFT_PER_STREAM, notBack } from './remains.mjs'
import { churnRow } from './tables/churn.mjs'
import { TARGETS, verdict } from './targets.mjs'

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

const held = {
  rss_bytes: 100e6,
  tasks: 5,
  channels: 0,
  streams: 0,
  leases: 0,
  sockets: 9,
  others: 4,
}

test('after churn nothing may be left, and memory grow by no more than its bound a stream', () => {
  const before = { ...held, rss_bytes: 70e6 }
  const churned = { before, after: held, streams: 1000 }
  assert.deepEqual(notBack({ ...churned, bytesPerRound: LEFT_PER_STREAM * 1000 }), [])
  assert.deepEqual(notBack({ ...churned, bytesPerRound: LEFT_PER_STREAM * 1000 + 1 }), ['memory'])
  // Too few rounds to tell.
  assert.deepEqual(notBack({ ...churned, bytesPerRound: null }), [])
  const after = { ...held, leases: 1, sockets: 10, others: 5, tasks: 4 }
  const left = notBack({ ...churned, after, bytesPerRound: 0 })
  assert.deepEqual(left, ['leases', 'sockets', 'others'])
})

test('back to base line is said of what is, level after warm-up of what only grows no more', () => {
  const churned = { before: held, after: held, streams: 1000, bytesPerRound: 2048 }
  const cell = (churn) => churnRow(churn)[3]
  assert.equal(cell(churned), 'back to base line ✓✓')
  const grown = { ...churned, after: { ...held, rss_bytes: 120e6 } }
  assert.equal(cell(grown), 'level after warm-up (+2.0 KB a round) ✓')
  assert.equal(cell({ ...grown, bytesPerRound: -2048 }), 'level after warm-up (-2.0 KB a round) ✓')
  assert.equal(cell({ ...grown, bytesPerRound: 1e6 }), 'not memory (+976.6 KB a round) ✗')
  assert.equal(cell({ ...grown, bytesPerRound: null }), 'memory not judged: too few rounds')
})

test('growth is that of the later half of the rounds', () => {
  const rounds = [70, 90, 93, 94, 94.5, 94.5, 94.5].map((rss_bytes) => ({ rss_bytes }))
  assert.equal(laterGrowth(rounds), 0)
  assert.equal(laterGrowth([1, 2, 3, 5].map((rss_bytes) => ({ rss_bytes }))), 2)
  assert.equal(laterGrowth(rounds.slice(0, 2)), null)
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
