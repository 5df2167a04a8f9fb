/** The check that both sides of the boundary list the same names in the same order can fail. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differences, membersOf } from '../../toolchain/checks/boundary.mjs'

const METRICS = `
struct StreamFailures {
  /// Broke off.
  double error = 0;
  double died_young = 0;
};
struct Metrics {
  double updates = 0;
  double last_ms = std::numeric_limits<double>::quiet_NaN();
  StreamFailures failures;
};`

test('words and numbers are read as JavaScript spells them, those of inner records in their place', () => {
  assert.deepEqual(
    membersOf('enum class Mode : std::uint8_t { none, died_young, automatic };', 'Mode'),
    ['none', 'died-young', 'auto'],
  )
  assert.deepEqual(membersOf(METRICS, 'Metrics'), [
    'updates',
    'lastMs',
    'failures.error',
    'failures.diedYoung',
  ])
  assert.equal(membersOf(METRICS, 'Policy'), null)
})

test('a member that cannot be read is no member that is passed over', () => {
  for (const odd of ['double a = 0, b = 0;', 'int a = 0;', 'Unknown a;']) {
    assert.throws(
      () => membersOf(`struct Metrics { ${odd} };`, 'Metrics'),
      /Metrics: expected .* found/,
    )
  }
})

const records = {
  METRICS: ['updates', 'lastMs'],
  STREAM_FAILURES: ['error', 'diedYoung'],
  TIME_IN: [],
  LATENCY: [],
}
const ofMetrics = (text, changes = {}) =>
  differences(text, { ...records, ...changes }).filter((one) => one.startsWith('Metrics'))

test('what stands elsewhere on the other side is told, with both orders', () => {
  assert.deepEqual(ofMetrics(METRICS), [])
  assert.match(
    ofMetrics(METRICS, { METRICS: ['lastMs', 'updates'] })[0],
    /expected updates, lastMs/,
  )
  const innerFirst = METRICS.replace('  StreamFailures failures;', '').replace(
    'struct Metrics {',
    'struct Metrics {\n  StreamFailures failures;',
  )
  assert.match(ofMetrics(innerFirst)[0], /expected failures\.error/)
})
