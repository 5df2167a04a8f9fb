/**
 * `npm run golden` replays the recorded runs of tests/golden/ against the native core and both that
 * the package ships; `npm run golden -- --record` first writes them anew from the native one.
 */
import { fromRoot, ROOT } from './paths.mjs'
import { run } from './run/command.mjs'
import { PlainError, runScript } from './run/errors.mjs'
import { npmPackage, preset } from './test/prepare.mjs'

await runScript(async () => {
  const options = process.argv.slice(2)
  const unknown = options.find((option) => option !== '--record')
  if (unknown !== undefined) {
    throw new PlainError(`usage: npm run golden [-- --record]; '${unknown}' is not known`)
  }
  await preset('native-debug')
  await npmPackage()
  const program = fromRoot('build/native-debug/tests/native/tss_core_tests')
  if (options.includes('--record')) await native(program, { GOLDEN_RECORD: '1' })
  await native(program)
  await run(process.execPath, ['--test', 'tests/node/cores/golden.test.mjs'], { cwd: ROOT })
  console.log('the native, the WebAssembly and the plain core do what is recorded')
})

function native(program, env) {
  return run(program, ['--gtest_filter=*Golden*'], { cwd: ROOT, env })
}
