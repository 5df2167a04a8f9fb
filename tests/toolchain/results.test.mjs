import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judge } from '../../toolchain/results/counts.mjs'
import { countGoogleTest } from '../../toolchain/results/gtest.mjs'
import { countJUnit } from '../../toolchain/results/junit.mjs'
import { countPlaywright } from '../../toolchain/results/playwright.mjs'

test('a GoogleTest report is counted test by test', () => {
  const ran = { status: 'RUN', result: 'COMPLETED' }
  const report = {
    testsuites: [
      { testsuite: [ran, { ...ran, failures: [{ failure: 'Expected 1, got 2' }] }] },
      {
        testsuite: [
          { status: 'RUN', result: 'SKIPPED' },
          { status: 'NOTRUN', result: 'SUPPRESSED' },
        ],
      },
    ],
  }
  assert.deepEqual(countGoogleTest(JSON.stringify(report)), { passed: 1, failed: 1, skipped: 2 })
})

test("node's JUnit report is counted, nested suites and awkward names included", () => {
  const report = `<testsuites>
    <testcase name="a &lt; b > c" time="0.1" classname="test"/>
    <testcase name="fails" classname="test" failure="1 == 2"><failure type="x">1 == 2</failure></testcase>
    <testsuite name="group" tests="2"><testcase name="inner" classname="test"/>
      <testcase name="later" classname="test"><skipped type="todo" message="true"/></testcase>
    </testsuite>
    <!-- tests 4 -->
  </testsuites>`
  assert.deepEqual(countJUnit(report), { passed: 2, failed: 1, skipped: 1 })
})

test('a file of tests without a test has failed', () => {
  const report =
    '<testsuites><testcase name="/there/empty.test.mjs" classname="test"/></testsuites>'
  assert.deepEqual(countJUnit(report), { passed: 0, failed: 1, skipped: 0 })
})

test("pytest's errors outside a test's body are failures", () => {
  const report = `<testsuites><testsuite name="pytest" errors="1" tests="2">
    <testcase classname="t" name="one" time="0.1"><error message="setup">no</error></testcase>
    <testcase classname="t" name="two" time="0.1" />
  </testsuite></testsuites>`
  assert.deepEqual(countJUnit(report), { passed: 1, failed: 1, skipped: 0 })
})

test('Playwright: a test that passed only when tried again has failed', () => {
  const report = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] }
  assert.deepEqual(countPlaywright(JSON.stringify(report)), { passed: 3, failed: 2, skipped: 2 })
})

test('Playwright: an error outside all tests is a failure', () => {
  const report = {
    stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
    errors: [{ message: 'the server did not start' }],
  }
  assert.equal(countPlaywright(JSON.stringify(report)).failed, 1)
})

test('a runner that ran nothing has failed, whatever its exit code', () => {
  assert.equal(judge({ passed: 0, failed: 0, skipped: 0 }, 0).failed, 1)
  assert.equal(judge({ passed: 0, failed: 0, skipped: 7 }, 0).failed, 1)
})

test('a runner that crashed after its last passed test has failed', () => {
  assert.deepEqual(judge({ passed: 5, failed: 0, skipped: 0 }, 139), {
    passed: 5,
    failed: 1,
    skipped: 0,
  })
  assert.deepEqual(judge({ passed: 5, failed: 0, skipped: 0 }, 0), {
    passed: 5,
    failed: 0,
    skipped: 0,
  })
  assert.deepEqual(judge({ passed: 5, failed: 2, skipped: 0 }, 1), {
    passed: 5,
    failed: 2,
    skipped: 0,
  })
})
