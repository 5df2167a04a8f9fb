/** Counts a JUnit report, as pytest and `node --test` write it. */

const ATTRIBUTES = '(?:\\s+[\\w:.-]+="[^"]*")*'
const TESTCASE = new RegExp(`<testcase(${ATTRIBUTES})\\s*(?:/>|>([\\s\\S]*?)</testcase>)`, 'g')

/**
 * `text` is the report. Node reports a file without any test as a passed test named after the file;
 * it counts as failed here, because it ran nothing.
 */
export function countJUnit(text) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const [, attributes, body = ''] of text.matchAll(TESTCASE)) {
    if (/<(failure|error)\b/.test(body) || isEmptyFile(attributes)) counts.failed += 1
    else if (/<skipped\b/.test(body)) counts.skipped += 1
    else counts.passed += 1
  }
  return counts
}

const isEmptyFile = (attributes) => /\sname="[^"]*\.test\.m?js"/.test(attributes)
