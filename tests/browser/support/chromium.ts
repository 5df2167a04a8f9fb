import { findProgram } from './programs'

export { chromiumFlags } from './chromium-flags.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** The system's Chromium: `CHROMIUM_PATH`, or the first of its usual names on PATH. */
export const findChromium = (): string =>
  findProgram('Chromium', 'CHROMIUM_PATH', names, 'chromium')
