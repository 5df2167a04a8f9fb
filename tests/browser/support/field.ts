import { expect as baseExpect, type Locator, type Page } from '@playwright/test'
import type { FieldWindow, Setup, Sighting } from '../field-page/field'
import { FaultyProxy, type ServedFolder } from './faulty-proxy'
import { createJob, type Job } from './job'
import { speechLasting, type AudioFile } from './speech'
import { serviceOrigin, test as base } from './test'

/** Nothing is waited for that policy can shorten: a second for what takes half a minute. */
export const swift = {
  backoffBaseMs: 40,
  connectTimeoutMs: 700,
  pollIntervalMs: 150,
  probeIntervalMs: 700,
  lingerMs: 50,
} as const

/** For tests that count streams: no probe comes before they are over. */
export const withoutProbes = { ...swift, probeIntervalMs: 3_600_000 } as const

interface Fixtures {
  /** A job of this browser's user that runs longer than the test; it is cancelled at the end. */
  job: Job
  view: FieldView
}

/** A recording that takes longer to transcribe than a test takes. */
export const longSpeech = (): AudioFile => speechLasting(120)

export const test = base.extend<Fixtures>({
  // The first argument names the fixtures that this one needs, and Playwright wants to see braces.
  // eslint-disable-next-line no-empty-pattern
  gateway: async ({}, use) => {
    const proxy = await FaultyProxy.start(serviceOrigin(), fieldPage())
    await use(proxy)
    await proxy.stop()
  },

  job: async ({ page }, use) => {
    const job = await createJob(page.request, serviceOrigin(), longSpeech())
    await use(job)
    await job.end()
  },

  view: async ({ page }, use) => {
    await use(new FieldView(page))
  },
})

export const expect = baseExpect

/** The page that shows what the hook gives, as its user and its developer see it. */
export class FieldView {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(setup: Setup): Promise<void> {
    const query = new URLSearchParams({ setup: JSON.stringify(setup) })
    await this.page.goto(`/field/?${query.toString()}`)
  }

  change(setup: Partial<Setup>): Promise<void> {
    return this.page.evaluate((changes) => {
      ;(window as unknown as FieldWindow).field.change(changes)
    }, setup)
  }

  /** Change to each of these and begin again, `rounds` times, with a frame painted after each. */
  changeInTurns(setups: Partial<Setup>[], rounds: number): Promise<void> {
    return this.page.evaluate(
      async ([turns, count]) => {
        for (let round = 0; round < count; round += 1) {
          for (const changes of turns) {
            ;(window as unknown as FieldWindow).field.change(changes)
            await new Promise(requestAnimationFrame)
          }
        }
      },
      [setups, rounds] as const,
    )
  }

  retry(): Promise<void> {
    return this.page.evaluate(() => {
      ;(window as unknown as FieldWindow).field.retry()
    })
  }

  mounts(): Promise<number> {
    return this.page.evaluate(() => (window as unknown as FieldWindow).field.mounts)
  }

  renewals(): Promise<number> {
    return this.page.evaluate(() => (window as unknown as FieldWindow).field.renewals)
  }

  sightings(): Promise<Sighting[]> {
    return this.page.evaluate(() => (window as unknown as FieldWindow).field.sightings)
  }

  value(name: keyof Sighting): Locator {
    return this.page.getByTestId(name)
  }

  /** Wait until the page shows this. */
  async shows(expected: Partial<Sighting>): Promise<void> {
    for (const [name, value] of Object.entries(expected)) {
      await expect(this.value(name as keyof Sighting), name).toHaveText(String(value))
    }
  }

  /** Wait until the page shows an update that is newer than what it shows now, or than `sequence`. */
  async showsNews(sequence?: number): Promise<void> {
    const shown = sequence ?? Number(await this.value('sequence').textContent())
    await expect
      .poll(async () => Number(await this.value('sequence').textContent()))
      .toBeGreaterThan(shown)
  }

  /** Let `time` pass at once in the page, as in `01:00:00`; whatever it asks for then is sent. */
  async passes(time: string): Promise<void> {
    await this.page.clock.fastForward(time)
    // An answer to the page's own question: what it asked for before has reached the gateway too.
    await this.page.evaluate(() => fetch('/healthz'))
  }

  /** End the job; the page must learn of it, and be at rest then. */
  async learnsTheEndOf(job: Job): Promise<void> {
    await job.cancel()
    await this.shows({ status: 'cancelled', state: 'closed', error: '' })
  }
}

/** What a user must never see, whatever happens on the way: the past again. */
export function expectForwardOnly(sightings: readonly Sighting[]): void {
  const order = sightings
    .filter(({ epoch }) => epoch !== '')
    .map(({ epoch, sequence }) => `${epoch}-${String(sequence).padStart(6, '0')}`)
  expect(order.length).toBeGreaterThan(0)
  expect(order).toEqual([...order].sort())
}

/** The page of these tests, as global-setup has built it. */
export function fieldPage(): ServedFolder {
  const folder = process.env['FIELD_PAGE']
  if (folder === undefined) throw new Error('FIELD_PAGE is missing: global-setup did not run.')
  return { path: '/field/', folder }
}
