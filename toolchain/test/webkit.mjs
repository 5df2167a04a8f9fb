/** Finds the WebKit that the scenarios run in: its driver, its browser, and a screen for it. */
import { hasApt } from '../debian/folder.mjs'
import { canInstall, installPackages } from '../debian/install.mjs'
import { PlainError } from '../run/errors.mjs'
import { onPath } from '../run/lookup.mjs'
import { fetchedWebKit } from './fetched-webkit.mjs'
import { miniBrowser } from './minibrowser.mjs'

const PACKAGES = ['webkit2gtk-driver', 'xvfb']
const OTHERWISE =
  'install the Debian packages webkit2gtk-driver and xvfb, or set WEBKIT_DRIVER, WEBKIT_PATH ' +
  '(its MiniBrowser) and XVFB'

/** `{ WEBKIT_DRIVER, WEBKIT_PATH, XVFB }`: set, or the machine's, or Debian's: installed as root, else unpacked. */
export async function ensureWebKit(env = process.env) {
  const found = await foundWebKit(env)
  if (found) return found
  if (!hasApt()) {
    throw new PlainError(`the scenarios need WebKit, which is not on this machine; ${OTHERWISE}`)
  }
  if (!canInstall()) return fetchedWebKit(OTHERWISE)
  await installPackages(PACKAGES)
  const installed = await foundWebKit(env)
  if (installed) return installed
  throw new PlainError(
    `${PACKAGES.join(' and ')} are installed, but not all is there; ${OTHERWISE}`,
  )
}

/** What the environment names and what the machine has; null if a part is missing. */
export async function foundWebKit(env, root = '/') {
  const path = env.PATH
  const driver = env.WEBKIT_DRIVER || (await onPath(['WebKitWebDriver'], path))
  const browser = env.WEBKIT_PATH || (await miniBrowser(root))
  const screen = env.XVFB || (await onPath(['Xvfb'], path))
  return driver && browser && screen
    ? { WEBKIT_DRIVER: driver, WEBKIT_PATH: browser, XVFB: screen }
    : null
}
