/**
 * `npm run conformance`: feeds event streams to the core's parser, compiled as it is shipped, and
 * compares the events with those expected. Its last line is `N passed, N failed`.
 *
 *   npm run conformance -- --cases FILE   the cases of FILE; without it, all of tests/conformance/cases
 *   npm run conformance -- --core js      the plain JavaScript core instead of WebAssembly
 *   npm run conformance -- --list         the ids of the cases, without running them
 */
import { parseArgs } from 'node:util'
import { readCases } from './conformance/cases.mjs'
import { CORES } from './conformance/parser.mjs'
import { runCases } from './conformance/run.mjs'
import { PlainError, runScript } from './run/errors.mjs'
import { preset } from './test/prepare.mjs'

await runScript(async () => {
  const { cases: file, core, list } = options()
  if (!CORES.includes(core)) {
    throw new PlainError(`--core knows ${CORES.join(', ')}; it got '${core}'`)
  }
  const cases = await readCases(file)
  if (list) return cases.forEach(({ id }) => console.log(id))
  await preset('wasm-release')
  const { counts, output } = await runCases(cases, core)
  if (cases.length === 0) console.log('there is no case to run')
  console.log(`${output}${counts.passed} passed, ${counts.failed} failed`)
  process.exitCode = counts.failed === 0 ? 0 : 1
})

function options() {
  try {
    return parseArgs({
      options: {
        cases: { type: 'string' },
        core: { type: 'string', default: 'wasm' },
        list: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new PlainError(error.message)
  }
}
