/** What is fuzzed, and where it is kept. Paths are from the checkout's root. */

/**
 * `runs`: how many inputs `npm test` tries, ten to fifteen seconds each; `longest`: bytes of an
 * input; `isCounted`: the committed corpus tells how often an edge is passed, too, which for scripts
 * would be hundreds of inputs.
 */
export const TARGETS = [
  { name: 'event_stream', runs: 80_000, longest: 512, isCounted: true },
  { name: 'codec', runs: 45_000, longest: 1024, isCounted: true },
  { name: 'numbers', runs: 150_000, longest: 64, isCounted: true },
  { name: 'operations', runs: 12_000, longest: 1024, isCounted: false },
]

export const programOf = ({ name }) => `build/fuzz/tests/fuzz/tss_${name}_fuzzer`
export const dictionaryOf = ({ name }) => `tests/fuzz/dictionaries/${name}.dict`

/** Committed: a small set of inputs that reaches what is known to be reached. */
export const corpusOf = ({ name }) => `tests/fuzz/corpus/${name}`
/** Committed: inputs that once showed a defect. */
export const regressionsOf = ({ name }) => `tests/fuzz/regressions/${name}`

/** Not committed: what other tests know of the target's inputs, what was found here, what is wrong. */
export const seedsOf = ({ name }) => `build/fuzz-seeds/${name}`
export const grownOf = ({ name }) => `build/fuzz-corpus/${name}`
export const findingsOf = ({ name }) => `build/fuzz-findings/${name}`
