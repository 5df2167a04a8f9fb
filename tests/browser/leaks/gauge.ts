import { expect, type CDPSession, type Page } from '@playwright/test'
import { takeCensus, type Census } from './census'
import type { BenchWindow, Holdings } from './page/bench'
import type { ScriptedServer } from './scripted-server'

/** What has to be the same, to the last one, whenever the page is at rest. */
export interface Counts extends Holdings {
  /** Under way, as the server sees it; each open stream is one. */
  requests: number
  documents: number
  nodes: number
  /** Listeners of JavaScript on anything: the window, streams, signals. */
  listeners: number
}

export interface Reading extends Census {
  counts: Counts
  wasmBytesTouched: number
}

/** Reads what a page holds when all that it has dropped was collected. */
export class Gauge {
  readonly #page: Page
  readonly #cdp: CDPSession
  readonly #server: ScriptedServer

  private constructor(page: Page, cdp: CDPSession, server: ScriptedServer) {
    this.#page = page
    this.#cdp = cdp
    this.#server = server
  }

  static async of(page: Page, server: ScriptedServer): Promise<Gauge> {
    return new Gauge(page, await page.context().newCDPSession(page), server)
  }

  /** Wait until the page holds what it is to hold `atRest`, and read everything. */
  async read(atRest: Partial<Counts>): Promise<Reading> {
    await expect(async () => {
      expect(await this.#counts()).toMatchObject(atRest)
    }, 'what the page holds at rest').toPass({ timeout: 20_000, intervals: [50] })
    const census = await takeCensus(this.#cdp)
    const wasmBytesTouched = await this.#page.evaluate(() =>
      (window as unknown as BenchWindow).bench.wasmBytesTouched(),
    )
    return { ...census, wasmBytesTouched, counts: await this.#counts() }
  }

  async #counts(): Promise<Counts> {
    await this.#cdp.send('HeapProfiler.collectGarbage')
    const holdings = await this.#page.evaluate(() =>
      (window as unknown as BenchWindow).bench.holdings(),
    )
    const { documents, nodes, jsEventListeners } = await this.#cdp.send('Memory.getDOMCounters')
    const requests = this.#server.openRequests
    return { ...holdings, requests, documents, nodes, listeners: jsEventListeners }
  }
}
