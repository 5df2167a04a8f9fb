/** Finds the Firefox that the scenarios run in. */
import { hasApt } from '../debian/folder.mjs'
import { canInstall, installPackages } from '../debian/install.mjs'
import { PlainError } from '../run/errors.mjs'
import { onPath } from '../run/lookup.mjs'
import { fetchedFirefox } from './fetched-firefox.mjs'

const NAMES = ['firefox-esr', 'firefox']

/** The program's path: $FIREFOX_PATH, or one on PATH, or Debian's: installed as root, else unpacked. */
export async function ensureFirefox(env = process.env) {
  if (env.FIREFOX_PATH) return env.FIREFOX_PATH
  const found = await onPath(NAMES, env.PATH)
  if (found) return found
  if (!hasApt()) {
    throw new PlainError(
      `the scenarios need Firefox, none of ${NAMES.join(', ')} is on PATH; ` +
        'install it or set FIREFOX_PATH',
    )
  }
  if (!canInstall()) return fetchedFirefox()
  await installPackages(['firefox-esr'])
  return (await onPath(NAMES, env.PATH)) ?? '/usr/bin/firefox-esr'
}
