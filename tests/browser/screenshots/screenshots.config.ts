import { defineConfig } from '@playwright/test'
import { chromiumFlags, findChromium } from '../support/chromium'

/** Renders the page in each of its states to build/screenshots: `<state>.<look>.png`. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.picture.ts',
  outputDir: '../../../build/screenshots-run',
  workers: 1,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: findChromium(),
      args: [
        ...chromiumFlags,
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
      ],
    },
    locale: 'en-GB',
    timezoneId: 'UTC',
    permissions: ['microphone'],
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    { name: 'light', use: { colorScheme: 'light', viewport: { width: 900, height: 760 } } },
    { name: 'dark', use: { colorScheme: 'dark', viewport: { width: 900, height: 760 } } },
    { name: 'phone', use: { colorScheme: 'light', viewport: { width: 390, height: 760 } } },
    {
      name: 'arabic',
      use: { colorScheme: 'light', locale: 'ar', viewport: { width: 900, height: 760 } },
    },
  ],
})
