import { findProgram } from './programs'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** The system's Chromium: `CHROMIUM_PATH`, or the first of its usual names on PATH. */
export const findChromium = (): string =>
  findProgram('Chromium', 'CHROMIUM_PATH', names, 'chromium')

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
