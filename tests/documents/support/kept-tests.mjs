/**
 * Stands for the test runner that a document's code imports, in the test that runs it: what is said
 * here waits in `globalThis.keptTests` for runKept().
 */
const keep =
  (kind) =>
  (...args) =>
    globalThis.keptTests[kind].push(args.at(-1))

export const beforeEach = keep('before')
export const afterEach = keep('after')
export const test = keep('tests')

/** Runs the tests that `importing` keeps, each between what goes before and after; gives how many there were. */
export async function runKept(importing) {
  const { before, after, tests } = (globalThis.keptTests = { before: [], after: [], tests: [] })
  await importing()
  for (const run of tests) {
    try {
      for (const step of [...before, run]) await step()
    } finally {
      for (const step of after) await step()
    }
  }
  return tests.length
}
