import type { Tab } from '../engines/engine'
import type { FieldWindow, Setup, Sighting } from '../field-page/field'
import type { Job } from '../support/job'
import { until } from './until'

/** The page that shows what the hook gives, as its developer sees it. */
export class FieldPage {
  readonly tab: Tab
  readonly #origin: string

  constructor(tab: Tab, origin: string) {
    this.tab = tab
    this.#origin = origin
  }

  async open(setup: Setup): Promise<void> {
    const query = new URLSearchParams({ setup: JSON.stringify(setup) })
    await this.tab.goto(`${this.#origin}/field/?${query.toString()}`)
  }

  change(setup: Partial<Setup>): Promise<void> {
    return this.tab.evaluate((changes) => {
      ;(window as unknown as FieldWindow).field.change(changes)
    }, setup)
  }

  retry(): Promise<void> {
    return this.tab.evaluate(() => {
      ;(window as unknown as FieldWindow).field.retry()
    })
  }

  /** How often the hook asked for new credentials. */
  renewals(): Promise<number> {
    return this.tab.evaluate(() => (window as unknown as FieldWindow).field.renewals)
  }

  /** All that the hook has given since the page was loaded. */
  sightings(): Promise<Sighting[]> {
    return this.tab.evaluate(() => (window as unknown as FieldWindow).field.sightings)
  }

  /** Ask until the last that the hook gave is this. */
  async shows(expected: Partial<Sighting>): Promise<void> {
    await until(() => this.newest()).toMatchObject(expected)
  }

  /** Wait until the page shows an update that is newer than what it shows now, or than `sequence`. */
  async showsNews(sequence?: number): Promise<void> {
    const shown = sequence ?? (await this.newest()).sequence
    await until(async () => (await this.newest()).sequence).toBeGreaterThan(shown)
  }

  async newest(): Promise<Sighting> {
    // A page that has just been opened may not have run its script yet.
    return this.tab.evaluate(
      () => (window as unknown as Partial<FieldWindow>).field?.sightings.at(-1) ?? ({} as Sighting),
    )
  }

  /** End the job; the page must learn of it, and be at rest then. */
  async learnsTheEndOf(job: Job): Promise<void> {
    await job.cancel()
    await this.shows({ status: 'cancelled', state: 'closed', error: '' })
  }
}
