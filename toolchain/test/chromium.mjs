/** Finds the Chromium that the browser tests drive. */
import { hasApt } from '../debian/folder.mjs'
import { attempt, run } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'
import { onPath } from '../run/lookup.mjs'
import { step } from '../run/progress.mjs'
import { fetchedChromium } from './fetched-chromium.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The program's path: $CHROMIUM_PATH, or one on PATH, or Debian's: installed as root, else unpacked. */
export async function ensureChromium(env = process.env) {
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH
  const found = await onPath(NAMES, env.PATH)
  if (found) return found
  if (!hasApt()) {
    throw new PlainError(
      `the browser tests need Chromium, none of ${NAMES.join(', ')} is on PATH; ` +
        'install it or set CHROMIUM_PATH',
    )
  }
  if (process.getuid() !== 0) return fetchedChromium()
  await step('installing Chromium on this system (apt-get install chromium)', installWithApt)
  return (await onPath(NAMES, env.PATH)) ?? '/usr/bin/chromium'
}

async function installWithApt() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['install', '--yes', '--no-install-recommends', 'chromium']
  if ((await attempt('apt-get', install, { env })).code === 0) return
  await run('apt-get', ['update'], { env })
  await run('apt-get', install, { env })
}
