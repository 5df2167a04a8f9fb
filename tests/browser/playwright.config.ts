import { defineConfig } from '@playwright/test'
import { engineNames } from './engines/engine'
import type { EngineOption } from './scenarios/test'
import { chromiumFlags, findChromium } from './support/chromium'

export default defineConfig<object, EngineOption>({
  testDir: '.',
  outputDir: '../../build/browser-tests',
  globalSetup: './support/global-setup.ts',
  globalTimeout: 40 * 60_000,
  // Real speech is really transcribed; how long that takes depends on the machine.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  fullyParallel: false,
  // Most of these tests wait; more would slow the service that they wait for.
  workers: 2,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: findChromium(), args: chromiumFlags },
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    // Its snapshots show each step; taking pictures all the while costs as much as the test.
    trace: { mode: 'retain-on-failure', screenshots: false },
  },
  // Scenarios run in each engine, all else in Chromium alone.
  projects: engineNames.map((engineName) => ({
    name: engineName,
    testDir: engineName === 'chromium' ? '.' : 'scenarios',
    use: { engineName },
  })),
})
