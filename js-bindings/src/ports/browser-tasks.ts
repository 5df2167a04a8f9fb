/** The end of what is under way, for tests. */

// Taken before a test replaces them: what is waited for here is the end of what is under way.
const { setImmediate: immediate, setTimeout: timeout } = globalThis as {
  setImmediate?: (run: () => void) => unknown
  setTimeout: (run: () => void) => unknown
}

/** When everything that is already under way (promises, messages) has come to its end. */
export const settled = (): Promise<void> =>
  new Promise((resolve) => {
    ;(immediate ?? timeout)(resolve)
  })
