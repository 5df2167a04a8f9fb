/** Counts a report of Playwright's JSON reporter. */

/** `text` is the report. A flaky test passed only when tried again: it counts as failed. */
export function countPlaywright(text) {
  const { stats, errors = [] } = JSON.parse(text)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}
