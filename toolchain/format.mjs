/** `npm run format`: every formatter, in place. */
import { clangFormatWrite } from './checks/cpp-tools.mjs'
import { ruffFormatWrite } from './checks/python-tools.mjs'
import { prettierWrite } from './checks/web-tools.mjs'
import { runScript } from './run/errors.mjs'
import { step } from './run/progress.mjs'

await runScript(async () => {
  await step('prettier', prettierWrite)
  await step('clang-format', clangFormatWrite)
  await step('ruff format', ruffFormatWrite)
})
