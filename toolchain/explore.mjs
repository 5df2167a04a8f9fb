/**
 * `npm run explore`: walks every state that the machine can reach and holds each step against the
 * invariants of wasm/SPEC.md. Its last line is `N passed, N failed`.
 *
 *   npm run explore                        the spaces that `npm test` walks
 *   npm run explore -- --deep              longer budgets and waits: minutes
 *   npm run explore -- 'order of statuses' some settings only
 */
import { fromRoot, ROOT } from './paths.mjs'
import { attempt } from './run/command.mjs'
import { runScript } from './run/errors.mjs'
import { preset } from './test/prepare.mjs'

await runScript(async () => {
  await preset('native-release')
  const program = fromRoot('build/native-release/tests/explore/tss_explore')
  const { code } = await attempt(program, process.argv.slice(2), { cwd: ROOT, shown: true })
  process.exitCode = code
})
