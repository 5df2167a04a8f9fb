/** What a suite of tests came to: `{ passed, failed, skipped }`. */

/** The sum of several results. */
export const add = (...results) =>
  results.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )

/** A suite that could not run, or ran nothing, has failed: it proved nothing. */
export const NOTHING_RAN = { passed: 0, failed: 1, skipped: 0 }

/**
 * The result of a runner that reported `counts` and ended with `code`. A runner that failed without
 * naming a failed test (it crashed after its last one, say) has failed all the same.
 */
export function judge(counts, code) {
  if (counts.passed + counts.failed === 0) return { ...NOTHING_RAN, skipped: counts.skipped }
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}
