/** `npm run screenshots`: the demo's pages in each state, as pictures in build/screenshots. */
import { ROOT } from './paths.mjs'
import { run } from './run/command.mjs'
import { runScript } from './run/errors.mjs'
import { step } from './run/progress.mjs'
import { ensureChromium } from './test/chromium.mjs'
import { demoPage } from './test/prepare.mjs'

const CONFIG = 'tests/browser/screenshots/screenshots.config.ts'

await runScript(async () => {
  await demoPage()
  const env = { CHROMIUM_PATH: await ensureChromium() }
  await step('screenshots (build/screenshots)', async () => {
    const args = ['node_modules/@playwright/test/cli.js', 'test', '-c', CONFIG]
    await run(process.execPath, args, { cwd: ROOT, env })
  })
})
