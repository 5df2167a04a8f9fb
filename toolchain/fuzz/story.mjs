/** What fuzzing came to, for people. */
import { findingIn, progressOf } from './libfuzzer.mjs'
import { regressionsOf } from './targets.mjs'

/** `12,345 inputs tried, 431 edges of the core reached, 312 inputs kept` */
export function figures(progress) {
  if (!progress) return 'no input tried yet'
  const { runs, edges, inputs } = progress
  return (
    `${runs.toLocaleString('en')} inputs tried, ${edges.toLocaleString('en')} edges of the core ` +
    `reached, ${inputs.toLocaleString('en')} inputs kept`
  )
}

/** A run of `target` that ended with `code` and said `output`. */
export function outcome(target, { code, output }) {
  if (code === 0) return `✓ ${target.name}: ${figures(progressOf(output))}\n`
  const file = findingIn(output)
  const what = reasonIn(output)
  if (!file) return `✗ ${target.name}: it ended with code ${code}${what}\n`
  return `✗ ${target.name}: ${file}${what}\n  alone: ${replayCommand(target, file)}\n`
}

/** A regression of `target` that was played. */
export const regressionOutcome = (target, file, { code, output }) =>
  code === 0 ? '' : `✗ ${file}${reasonIn(output)}\n  alone: ${replayCommand(target, file)}\n`

const replayCommand = ({ name }, file) => `npm run fuzz -- --target ${name} --replay ${file}`

/** What is to become of a finding when it is understood. */
export const advice = (target) =>
  `a finding that is understood goes to ${regressionsOf(target)}, where it is played for ever`

/** The lines that name what is wrong, and the calls of this project that led there. */
function reasonIn(output) {
  const lines = output.split('\n')
  const said = lines.filter((line) => SAID.test(line))
  const calls = lines.filter((line) => CALL.test(line) && !line.includes('/expect.hpp:'))
  return [...said, ...calls.slice(0, 6)].map((line) => `\n  ${line.trim()}`).join('')
}

const SAID =
  /^broken promise|^ {2}at: |Assertion|runtime error|ERROR: (AddressSanitizer|libFuzzer: (timeout|out-of-memory))/
const CALL = /^ +#\d+ .*\/(wasm|tests\/fuzz)\/[^ ]+\.[ch]pp:/
