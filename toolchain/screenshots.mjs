/**
 * `npm run screenshots`: pages and components in each state, as pictures in tests/browser/screenshots.
 * Look at what git says has changed: `npm test` compares with what is committed.
 */
import { ROOT } from './paths.mjs'
import { run } from './run/command.mjs'
import { runScript } from './run/errors.mjs'
import { step } from './run/progress.mjs'
import { ensureChromium } from './test/chromium.mjs'
import { demoPage, serverRuntime } from './test/prepare.mjs'

const CONFIG = 'tests/browser/screenshots/screenshots.config.ts'

await runScript(async () => {
  await demoPage()
  const env = {
    CHROMIUM_PATH: await ensureChromium(),
    SERVER_PYTHON: `${await serverRuntime()}/python`,
  }
  await step('screenshots (tests/browser/screenshots)', async () => {
    const args = [
      'node_modules/@playwright/test/cli.js',
      'test',
      '-c',
      CONFIG,
      '--update-snapshots=changed',
    ]
    await run(process.execPath, args, { cwd: ROOT, env })
  })
})
