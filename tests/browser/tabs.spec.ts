import type { BrowserContext, Page } from '@playwright/test'
import { expectTrueAndInOrder, statusesShown } from './support/expectations'
import type { FaultyProxy } from './support/faulty-proxy'
import { expectConnection, expectJob, statusCard, upload } from './support/session-page'
import { holdRecogniser } from './support/recogniser'
import { speechLasting } from './support/speech'
import { expect, sessionPath, test } from './support/test'
import { shownBy, watchStatusCard } from './support/witness'

/** In what time another tab must have taken over. */
const takeOver = { timeout: 2_000 }

test.describe('many tabs on one session', () => {
  // By design a burst shows only its newest status per frame. Here every status counts, so frames
  // come at once: what is left out then was lost.
  test.beforeEach(({ context }) =>
    context.addInitScript(() => {
      window.requestAnimationFrame = (run) => {
        queueMicrotask(() => {
          run(performance.now())
        })
        return 0
      }
    }),
  )

  test('when the leading tab crashes, another leads within two seconds and no update is lost', async ({
    page,
    context,
    gateway,
  }) => {
    // Left open at the end, and no candidate: the page whose soundness the fixture checks.
    await page.goto('/')
    const leader = await openTab(context)
    await upload(leader, speechLasting(24))
    const recogniser = await holdRecogniser(leader)
    const others = await openTabs(context, leader, 3)
    expect(gateway.count('stream')).toBe(1)
    recogniser.goOn()

    await crash(leader)
    await expect.poll(() => gateway.count('stream'), takeOver).toBe(2)
    await expect.poll(() => gateway.openStreams, takeOver).toBe(1)
    for (const tab of others) await expectConnection(tab, 'open')

    for (const tab of others) await expectJob(tab, 'completed')
    expect(gateway.count('stream')).toBe(2)
    for (const tab of others) await expectEveryUpdate(tab, gateway)
  })

  test('a tab that is opened when the job is done shows it without a request', async ({
    page,
    context,
    gateway,
  }) => {
    await upload(page, speechLasting(4))
    await expectJob(page, 'completed')
    const asked = gateway.count('stream') + gateway.count('status')
    const [late] = await openTabs(context, page, 1)
    await expectJob(late ?? page, 'completed')
    expect(gateway.count('stream') + gateway.count('status')).toBe(asked)
  })

  test('a tab that was left by a link and is come back to follows again', async ({
    page,
    context,
    gateway,
  }) => {
    await upload(page, speechLasting(12))
    const recogniser = await holdRecogniser(page)
    const [other] = await openTabs(context, page, 1)
    await page.goto('about:blank')
    await page.goBack()
    recogniser.goOn()
    await expectJob(page, 'completed')
    await expectJob(other ?? page, 'completed')
    expect(gateway.openStreams).toBe(0)
  })
})

async function openTab(context: BrowserContext): Promise<Page> {
  const tab = await context.newPage()
  await watchStatusCard(tab)
  return tab
}

/** More tabs on the session that `page` shows, each until it shows a status. */
async function openTabs(context: BrowserContext, page: Page, count: number): Promise<Page[]> {
  const tabs: Page[] = []
  while (tabs.length < count) {
    const tab = await openTab(context)
    await tab.goto(sessionPath(page))
    await expect(statusCard(tab)).toHaveAttribute('data-sequence', /\d+/)
    tabs.push(tab)
  }
  return tabs
}

/** The renderer ends without a word; only the browser is left to notice. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  const devtools = await page.context().newCDPSession(page)
  // Its answer never comes.
  void devtools.send('Page.crash').catch(() => undefined)
  await crashed
}

/** From its first on, the tab has shown every status that came from the service. */
async function expectEveryUpdate(tab: Page, gateway: FaultyProxy): Promise<void> {
  const shown = await shownBy(tab)
  expectTrueAndInOrder(shown, gateway)
  const sequences = statusesShown(shown).map(({ sequence }) => sequence)
  const said = new Set(gateway.statuses.map(({ sequence }) => sequence))
  expect(sequences).toEqual(
    [...said].filter((sequence) => sequence >= (sequences[0] ?? 0)).sort((a, b) => a - b),
  )
}
