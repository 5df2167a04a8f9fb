import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { test as base } from '../support/test'
import { Gauge } from './gauge'
import type { BenchWindow, Cycle, Milestone, Mounting } from './page/bench'
import { buildLeaksPage } from './page/build'
import { ScriptedServer } from './scripted-server'

export { expect } from '../support/test'

interface Fixtures {
  server: ScriptedServer
  bench: BenchView
  gauge: Gauge
}

export const test = base.extend<Fixtures, { builtPage: string }>({
  builtPage: [
    // The first argument names the fixtures that this one needs, and Playwright wants to see braces.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'leaks-page-'))
      await buildLeaksPage(folder)
      await use(folder)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  server: async ({ builtPage }, use) => {
    const server = await ScriptedServer.start(builtPage)
    await use(server)
    await server.stop()
  },

  baseURL: async ({ server }, use) => {
    await use(server.origin)
  },

  bench: async ({ page }, use) => {
    await use(new BenchView(page))
  },

  gauge: async ({ page, server }, use) => {
    await use(await Gauge.of(page, server))
  },
})

/** Cycles between two readings. */
export const block = 500
/** What is read after each of these: engines warm up in the first, 1,000 cycles follow. */
export const blocks = [200, block, block]
export const cycles = blocks.reduce((sum, times) => sum + times, 0)

/** The page on which things are mounted and unmounted. */
export class BenchView {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async open(): Promise<void> {
    await this.#page.goto('/')
  }

  mount(mounting: Mounting): Promise<void> {
    return this.#page.evaluate((given) => {
      ;(window as unknown as BenchWindow).bench.mount(given)
    }, mounting)
  }

  reaches(milestone: Milestone, sequence: number): Promise<void> {
    return this.#page.evaluate(
      ([state, least]) => (window as unknown as BenchWindow).bench.reaches(state, least),
      [milestone, sequence] as const,
    )
  }

  hasCore(): Promise<void> {
    return this.#page.evaluate(() => (window as unknown as BenchWindow).bench.hasCore())
  }

  cycle(cycle: Cycle, times: number): Promise<void> {
    return this.#page.evaluate(
      (given) => (window as unknown as BenchWindow).bench.cycle(...given),
      [cycle, times] as const,
    )
  }
}
