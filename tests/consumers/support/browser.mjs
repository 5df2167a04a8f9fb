/** Chromium as the other browser tests start it, and what a page that follows a session must show. */
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { chromium } from '@playwright/test'
import { ensureChromium } from '../../../toolchain/test/chromium.mjs'
import { chromiumFlags } from '../../browser/support/chromium-flags.mjs'
import { messageOf } from './server.mjs'

let browser

/** Starts Chromium for the tests of a file. */
export function withBrowser() {
  before(async () => {
    browser = await chromium.launch({
      executablePath: await ensureChromium(),
      args: chromiumFlags,
    })
  })
  after(() => browser?.close())
}

/**
 * Opens `url`, lets `work` look at the page, and gives back what went wrong meanwhile: one line for
 * each complaint in the console, error that nobody caught, and request without a good answer.
 */
export async function faultsDuring(url, work) {
  const context = await browser.newContext()
  const page = await context.newPage()
  const faults = []
  page.on('console', (message) => {
    const { url } = message.location()
    // Chromium tells of each bad answer a second time.
    if (/^Failed to load resource/.test(message.text())) return
    if (['error', 'warning'].includes(message.type()))
      faults.push(`${message.type()}: ${message.text()} (${url})`)
  })
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`))
  const refused = new Set()
  page.on('response', (response) => {
    if (response.status() < 400) return
    refused.add(nameOf(response))
    faults.push(`${response.status()}: ${nameOf(response)}`)
  })
  page.on('requestfailed', (request) => {
    // So it is told, too, when the body of a bad answer is not read.
    if (refused.has(nameOf(request))) return
    const { errorText } = request.failure()
    // The page has let go of the session before, a moment after it went to another.
    if (errorText === 'net::ERR_ABORTED' && nameOf(request).endsWith('/status/stream')) return
    faults.push(`${errorText}: ${nameOf(request)}`)
  })
  try {
    await page.goto(url)
    await work(page)
  } catch (error) {
    throw new Error(`${error.message}\n${faults.join('\n')}`, { cause: error })
  }
  const seen = [...faults]
  await context.close()
  return seen
}

const nameOf = (thing) => new URL(thing.url()).pathname

/** The page of shared/page.js, served by `server`, shows by `core` what came by SSE. */
export async function follows(page, server, core) {
  await shows(page, '#message', messageOf('first', 'stream'))
  await shows(page, '#details', messageOf('first', 'stream'))
  await shows(page, '#mode', 'sse')
  await shows(page, '#core', core)
  await page.click('#another')
  await shows(page, '#message', messageOf('second', 'stream'))
  await shows(page, '#details', messageOf('second', 'stream'))
  assert.deepEqual(server.streams, ['first', 'second'], 'one stream a session')
}

/** The package's stylesheet was loaded. */
export async function showsCard(page) {
  const card = page.locator('[data-part="transcription-progress"]')
  const display = (element) => element.ownerDocument.defaultView.getComputedStyle(element).display
  assert.equal(await card.evaluate(display), 'grid')
}

/** Waits until the element shows exactly `text`. */
export async function shows(page, selector, text) {
  const shown = page.locator(`${selector}:text-is(${JSON.stringify(text)})`)
  try {
    await shown.waitFor({ state: 'attached', timeout: 20_000 })
  } catch {
    const body = await page.content()
    throw new Error(`expected ${selector} to show '${text}':\n${body.slice(0, 2000)}`)
  }
}
