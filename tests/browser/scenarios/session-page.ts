import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tab, Target } from '../engines/engine'
import { recogniserOf, type Recogniser } from '../support/recogniser'
import type { AudioFile } from '../support/speech'
import { withPolicy } from '../support/test'
import type { SeenStatus } from '../support/wire'
import { announcedBy, shownBy, type Shown } from '../support/witness'
import { until } from './until'

const card = '.status-card'
const bar = `${card} [role=progressbar]`
const download: Target = { role: 'link', name: 'Download transcript as TXT' }

/** The demo as its user has it. All that scenarios know of how it is built stands here. */
export class SessionPage {
  readonly tab: Tab
  readonly #origin: string
  readonly #folder: string

  /** `folder` is where files lie that are uploaded. */
  constructor(tab: Tab, origin: string, folder: string) {
    this.tab = tab
    this.#origin = origin
    this.#folder = folder
  }

  /** The same session in another tab. */
  async in(tab: Tab): Promise<SessionPage> {
    const other = new SessionPage(tab, this.#origin, this.#folder)
    await other.open(await this.path())
    await other.showsStatus()
    return other
  }

  async open(path: string): Promise<void> {
    await this.tab.goto(`${this.#origin}${path}`)
  }

  async path(): Promise<string> {
    return this.tab.evaluate(() => location.pathname)
  }

  /** Upload from the start page and stay until the session's page shows a status. */
  async upload(file: AudioFile, policy: Record<string, number> = {}): Promise<void> {
    await this.open(withPolicy(policy))
    await mkdir(this.#folder, { recursive: true })
    const path = join(this.#folder, file.name)
    await writeFile(path, file.buffer)
    await until(() => this.tab.count('input[type=file]')).toBe(1)
    await this.tab.chooseFile('input[type=file]', path)
    await until(() => this.path()).toMatch(/^\/sessions\/./)
    await this.showsStatus()
  }

  async showsStatus(): Promise<void> {
    await until(() => this.#said('data-sequence'), 'the status shown').toMatch(/\d+/)
  }

  /** The connection's state, as the machine names it. */
  async connects(state: string): Promise<void> {
    await until(() => this.#said('data-connection'), "the connection's state").toBe(state)
  }

  /** Wait until the job is so far; the wait for a whole transcription is a long one. */
  async job(status: string): Promise<void> {
    await until(() => this.#said('data-status'), "the job's status", 120_000).toBe(status)
  }

  /** Wait until the page shows a progress that is above `percent`. */
  async progresses(percent: number): Promise<void> {
    const look = (css: string): number =>
      Number(document.querySelector(css)?.getAttribute('aria-valuenow') ?? Number.NaN)
    await until(() => this.tab.evaluate(look, bar), 'progress').toBeGreaterThan(percent)
  }

  /** Wait until the status card says this. */
  async says(text: string | RegExp): Promise<void> {
    await until(() => this.#textOf(card)).toMatch(text)
  }

  /** All that can be read on the page now. */
  text(): Promise<string> {
    return this.#textOf('body')
  }

  alerts(): Promise<string> {
    return this.#textOf('[role=alert]')
  }

  /** Wait for the button or link of this name, and click on it. */
  async click(role: 'button' | 'link', name: string): Promise<void> {
    await until(() => this.tab.count({ role, name }), `${role} ${name}`).toBeGreaterThan(0)
    await this.tab.click({ role, name })
  }

  async openConnectionDetails(): Promise<void> {
    await this.tab.click('summary')
  }

  /** The tools of a finished transcription, and what was heard. */
  async offersTranscript(): Promise<void> {
    await until(() => this.tab.count(download), 'downloads').toBe(1)
    await until(() => this.tab.count('.segments li'), 'sentences').toBeGreaterThan(0)
  }

  async offersSamples(): Promise<void> {
    await until(() => this.tab.count('.samples button'), 'samples').toBeGreaterThan(0)
  }

  /** Press Tab until the focus is on something of this name; fails after a full round. */
  async tabTo(name: RegExp): Promise<void> {
    for (let presses = 0; presses < 30; presses += 1) {
      await this.tab.press('Tab')
      const focused = await this.tab.evaluate(
        () => (document.activeElement as HTMLElement | null)?.innerText ?? '',
      )
      if (name.test(focused)) return
    }
    throw new Error(`No focusable element is called ${name}.`)
  }

  offersDownload(): Promise<number> {
    return this.tab.count(download)
  }

  offersCancelling(): Promise<number> {
    return this.tab.count({ role: 'button', name: 'Cancel' })
  }

  /** Hold the recogniser of the session that the page shows, once the page shows that it works. */
  async holdRecogniser(): Promise<Recogniser> {
    const recogniser = await this.recogniser()
    await this.job('processing')
    recogniser.hold()
    return recogniser
  }

  async recogniser(): Promise<Recogniser> {
    return recogniserOf((await this.path()).split('/').at(-1) ?? '')
  }

  /** The status that the service holds of this session. */
  held(): Promise<SeenStatus> {
    return this.tab.evaluate(async () => {
      const answer = await fetch(`/api/v1${location.pathname}/status`)
      return (await answer.json()) as SeenStatus
    })
  }

  /** What the status card has shown since its page was loaded. */
  shown(): Promise<Shown[]> {
    return shownBy(this.tab)
  }

  announced(): Promise<string[]> {
    return announcedBy(this.tab)
  }

  #said(attribute: string): Promise<string> {
    const look = ([css, name]: readonly [string, string]): string =>
      document.querySelector(css)?.getAttribute(name) ?? ''
    return this.tab.evaluate(look, [card, attribute] as const)
  }

  #textOf(css: string): Promise<string> {
    return this.tab.evaluate(
      (selector) =>
        Array.from(document.querySelectorAll<HTMLElement>(selector), (found) => found.innerText)
          .join('\n')
          .trim(),
      css,
    )
  }
}
