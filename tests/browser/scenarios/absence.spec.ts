import { expectForwardOnly } from '../support/field'
import { swift } from './policies'
import { expect, test } from './test'
import { until } from './until'

const setOnline = (isOnline: boolean): void => {
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => isOnline })
  dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}

test('AC-2.2.4 AC-2.3.1 offline, no attempt is made; online again, the session is live (WebKit is told so by the events alone)', async ({
  gateway,
  job,
  profile,
  view,
}) => {
  const offline = (isOffline: boolean): Promise<unknown> =>
    profile.setOffline?.(isOffline) ?? view.tab.evaluate(setOnline, !isOffline)
  await view.open({ sessionId: job.id, policy: swift })
  await view.showsNews(1)
  await offline(true)
  await view.shows({ state: 'suspended', mode: null, error: '' })
  await until(() => gateway.openStreams).toBe(0)
  const [asked, left] = [gateway.requests.length, await job.status()]
  await until(async () => (await job.status()).sequence).toBeGreaterThan(left.sequence + 1)
  expect(gateway.requests.length).toBe(asked)

  await offline(false)
  await view.shows({ state: 'open', mode: 'sse', error: '' })
  await view.showsNews(left.sequence)
  await view.learnsTheEndOf(job)
  expectForwardOnly(await view.sightings())
})

interface ReturningWindow extends Window {
  /** Of its `pageshow` events, whether the page came out of the back/forward cache. */
  returns: boolean[]
}

const watchReturns = (): void => {
  const returns: boolean[] = ((window as unknown as ReturningWindow).returns = [])
  addEventListener('pageshow', ({ persisted }) => returns.push(persisted))
}

/** Firefox (153) keeps no page whose stream is open; Playwright's Chromium and WebKit keep none, and all. */
for (const [how, transport, state, granting] of [
  ['by a stream', 'eventsource', 'open', ['webkit']],
  ['by polling', 'polling', 'polling', ['webkit', 'firefox']],
] as const) {
  test(`AC-2.3.1 a page that follows ${how}, left and come back to, is live again: out of the back/forward cache in ${granting.join(' and ')}`, async ({
    engine,
    gateway,
    job,
    view,
  }) => {
    gateway.documents.beforeLoad(watchReturns)
    // No request is under way when the page is left: that would keep it from the cache, too.
    await view.open({ sessionId: job.id, transport, policy: { ...swift, pollIntervalMs: 4_000 } })
    await view.showsNews(1)
    await view.shows({ state })
    // Not to a page of the service: that one has another Cross-Origin-Opener-Policy, and WebKitGTK's
    // driver (2.50) waits for ever for a page that comes back over such a border.
    await view.open({ sessionId: null })
    await until(() => gateway.openStreams).toBe(0)
    const left = await job.status()
    await view.tab.back()
    await view.showsNews(left.sequence)
    await view.shows({ state, error: '' })
    const returns = await view.tab.evaluate(() => (window as unknown as ReturningWindow).returns)
    expect(returns.at(-1)).toBe((granting as readonly string[]).includes(engine.name))
    await view.learnsTheEndOf(job)
    expectForwardOnly(await view.sightings())
  })
}
