/**
 * `npm test`: builds everything and runs every suite. Its last line is `N passed, N failed`.
 *
 *   npm test -- --only native,server   these suites only
 *   npm test -- --list                 the suites there are
 *   npm test -- --criteria             acceptance criteria that no test names
 */
import { parseArgs } from 'node:util'
import { runScript, PlainError } from './run/errors.mjs'
import { printCriteria } from './test/criteria.mjs'
import { runSuites } from './test/run-suites.mjs'
import { ALL, SUITES } from './test/suites.mjs'

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      list: { type: 'boolean' },
      criteria: { type: 'boolean' },
    },
  })
  if (values.criteria) return printCriteria()
  if (values.list) return SUITES.forEach(({ name, title }) => console.log(`${name}: ${title}`))
  const chosen = values.only ? values.only.split(',').map(named) : ALL
  process.exitCode = (await runSuites(chosen)) ? 0 : 1
})

function named(name) {
  const suite = SUITES.find((one) => one.name === name)
  if (suite) return suite
  throw new PlainError(`--only knows ${SUITES.map((one) => one.name).join(', ')}; it got '${name}'`)
}
