import type { Page } from '@playwright/test'
import { expect, expectForwardOnly, swift, test } from '../support/field'

// The other end is gone, and nobody has told the browser: with the default policy, only what the
// page notices of its own absence can bring the true status before 45 s of silence are over.
test.describe('a page that was away', () => {
  test('a tab asleep for an hour shows the true status as soon as it is looked at', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.clock.install()
    await view.open({ sessionId: job.id })
    await view.showsNews(1)
    await hide(page)
    gateway.freezeStreams()
    const asleep = await job.status()

    // A sleeping tab runs no timers; they are all late when it wakes.
    await page.clock.fastForward('01:00:00')
    await show(page)
    await view.showsNews(asleep.sequence)
    await view.shows({ state: 'open', mode: 'sse', error: '' })
    await view.learnsTheEndOf(job)
    expect(gateway.count('stream')).toBe(2)
    expect(gateway.count('status')).toBeLessThanOrEqual(1)
    expectForwardOnly(await view.sightings())
  })

  test('a tab asleep for an hour learns that the job was over long ago, and asks no more', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.clock.install()
    await view.open({ sessionId: job.id })
    await view.showsNews(1)
    await hide(page)
    gateway.freezeStreams()
    await job.cancel()
    await page.clock.fastForward('01:00:00')
    await show(page)
    await view.shows({ status: 'cancelled', state: 'closed', error: '' })
    const requests = gateway.count('stream') + gateway.count('status')
    await view.passes('01:00:00')
    expect(gateway.count('stream') + gateway.count('status')).toBe(requests)
    expect(requests).toBeLessThanOrEqual(3)
  })

  test('a tab asleep for an hour in the fallback polls and probes at once', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.clock.install()
    gateway.spoilStreams('refuse')
    await view.open({ sessionId: job.id, policy: { ...swift, probeIntervalMs: 600_000 } })
    await view.shows({ state: 'polling' })
    await hide(page)
    gateway.spoilStreams('pass')
    await page.clock.setSystemTime(Date.now() + 3_600_000)
    await show(page)
    await view.shows({ state: 'open', mode: 'sse' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
  })

  // The monotonic clock stands still while some systems sleep, and goes on while others do.
  for (const [clock, sleep] of [
    ['the clock of the page counts', (page: Page) => page.clock.fastForward('01:00:00')],
    [
      'only the time of day counts',
      (page: Page) => page.clock.setSystemTime(Date.now() + 3_600_000),
    ],
  ] as const) {
    test(`a laptop lid that is opened again, where ${clock}: the silent stream is replaced at once`, async ({
      context,
      gateway,
      job,
      page,
      view,
    }) => {
      await page.clock.install()
      await view.open({ sessionId: job.id })
      await view.showsNews(1)
      gateway.freezeStreams()
      const closed = await job.status()
      await sleep(page)
      await context.setOffline(true)
      await context.setOffline(false)
      await show(page)
      await view.showsNews(closed.sequence)
      await view.shows({ state: 'open', mode: 'sse', error: '' })
      await view.learnsTheEndOf(job)
      expect(gateway.count('status')).toBeLessThanOrEqual(1)
      expectForwardOnly(await view.sightings())
    })

    test(`a laptop lid that is opened again, where ${clock} and no event tells of it: the silent stream is replaced`, async ({
      gateway,
      job,
      page,
      view,
    }) => {
      await page.clock.install()
      await view.open({ sessionId: job.id })
      await view.showsNews(1)
      gateway.freezeStreams()
      const closed = await job.status()
      await sleep(page)
      await view.showsNews(closed.sequence)
      await view.shows({ state: 'open', mode: 'sse', error: '' })
      await view.learnsTheEndOf(job)
    })
  }

  test('a laptop lid that is opened again, with a lock screen that hides the page for a moment: the silent stream is replaced', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.clock.install()
    await view.open({ sessionId: job.id })
    await view.showsNews(1)
    gateway.freezeStreams()
    const closed = await job.status()
    await page.clock.setSystemTime(Date.now() + 3_600_000)
    // A short absence at the end of a long one must not make it forgotten.
    await hide(page)
    await show(page)
    await view.showsNews(closed.sequence)
    await view.shows({ state: 'open', mode: 'sse', error: '' })
    await view.learnsTheEndOf(job)
  })

  test('bfcache return with `persisted` false: back from another page, the session is live again', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await view.open({ sessionId: job.id, policy: swift })
    await view.showsNews(1)
    await page.goto('/healthz')
    await expect.poll(() => gateway.openStreams).toBe(0)
    const left = await job.status()
    await page.goBack()
    await view.shows({ state: 'open', mode: 'sse', error: '' })
    await view.showsNews(left.sequence)
    await view.learnsTheEndOf(job)
    expect(gateway.count('stream')).toBe(2)
  })

  for (const persisted of [false, true]) {
    test(`bfcache return with \`persisted\` ${persisted} and a stream that died meanwhile: it is replaced at once`, async ({
      gateway,
      job,
      page,
      view,
    }) => {
      await page.clock.install()
      await view.open({ sessionId: job.id })
      await view.showsNews(1)
      gateway.freezeStreams()
      const left = await job.status()
      await page.evaluate(() => {
        dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
      })
      await page.clock.setSystemTime(Date.now() + 3_600_000)
      await page.evaluate((isPersisted) => {
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted: isPersisted }))
      }, persisted)
      await view.showsNews(left.sequence)
      await view.shows({ state: 'open', mode: 'sse', error: '' })
      await view.learnsTheEndOf(job)
      expect(gateway.count('stream')).toBe(2)
    })
  }

  test('a short glance at another tab keeps the stream', async ({ gateway, job, page, view }) => {
    await view.open({ sessionId: job.id })
    await view.showsNews(1)
    for (let glances = 0; glances < 5; glances += 1) {
      await hide(page)
      await show(page)
    }
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 0])
  })
})

/** Playwright's pages are always visible: these say otherwise, as the browser would. */
const hide = (page: Page): Promise<void> => setVisibility(page, 'hidden')
const show = (page: Page): Promise<void> => setVisibility(page, 'visible')

function setVisibility(page: Page, state: DocumentVisibilityState): Promise<void> {
  return page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now })
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => now === 'hidden' })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, state)
}
