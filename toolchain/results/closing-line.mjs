/** Counts a program by the line it ends with: `N passed, N failed`. */

/** Throws if the last line of `output` is another. */
export function countClosingLine(output) {
  const last = output.trimEnd().split('\n').at(-1)
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(last) ?? []
  if (passed === undefined) {
    throw new Error(`expected 'N passed, N failed' as the last line, got '${last}'`)
  }
  return { passed: Number(passed), failed: Number(failed), skipped: 0 }
}
