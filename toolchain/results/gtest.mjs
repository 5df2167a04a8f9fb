/** Counts a GoogleTest report (`--gtest_output=json:`). */

/** `text` is the report; a disabled test counts as skipped. */
export function countGoogleTest(text) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const suite of JSON.parse(text).testsuites ?? []) {
    for (const test of suite.testsuite ?? []) {
      if (test.failures?.length) counts.failed += 1
      else if (test.status === 'RUN' && test.result === 'COMPLETED') counts.passed += 1
      else counts.skipped += 1
    }
  }
  return counts
}
