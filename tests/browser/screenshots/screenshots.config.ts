import { defineConfig } from '@playwright/test'
import { chromiumFlags, findChromium } from '../support/chromium'

/**
 * Pages and components in each of their states, in each look: `<look>/<state>.png`. Compared with the
 * pictures that are kept here; with `--update-snapshots` those are made anew.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '*.picture.ts',
  outputDir: '../../../build/screenshots-run',
  snapshotPathTemplate: '{testDir}/{projectName}/{arg}{ext}',
  // Thirty pictures in one test, on a machine that may be busy.
  timeout: 180_000,
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  expect: {
    timeout: 20_000,
    // None: a digit may change in fewer than thirty. What another release of Chromium draws a little
    // darker or lighter at the edges of letters is within `threshold`, which is of each pixel.
    toHaveScreenshot: {
      threshold: 0.2,
      maxDiffPixels: 0,
      animations: 'disabled',
      caret: 'hide',
    },
  },
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
