/** Finds the Chromium that the browser tests drive. */
import { hasApt } from '../debian/folder.mjs'
import { canInstall, installPackages } from '../debian/install.mjs'
import { PlainError } from '../run/errors.mjs'
import { onPath } from '../run/lookup.mjs'
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
  if (!canInstall()) return fetchedChromium()
  await installPackages(['chromium'])
  return (await onPath(NAMES, env.PATH)) ?? '/usr/bin/chromium'
}
