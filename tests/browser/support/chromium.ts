import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/**
 * The system's Chromium: `CHROMIUM_PATH`, or the first of its usual names on PATH.
 *
 * @throws {Error} when there is none; the message says what to install
 */
export function findChromium(): string {
  const given = process.env['CHROMIUM_PATH']
  if (given !== undefined && given !== '') return given

  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
  if (found === undefined) {
    throw new Error(
      `No Chromium was found: none of ${names.join(', ')} is on PATH. ` +
        'Install Chromium (on Debian: the package chromium), or set CHROMIUM_PATH.',
    )
  }
  return found
}

/** Flags under which Chromium runs the same everywhere and speaks to nobody but the page. */
export const chromiumFlags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
