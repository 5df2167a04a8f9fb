import { speechLasting } from '../support/speech'
import { watchTime, type TimedWindow } from './page-time'
import { withoutProbes } from './policies'
import { expect, test } from './test'
import { until } from './until'

test.describe('what is not wanted any more', () => {
  for (const [how, transport, fault, state] of [
    ['a stream', 'eventsource', 'pass', 'open'],
    ['a stream by fetch', 'fetch', 'pass', 'open'],
    ['a stream that nobody answers', 'eventsource', 'swallow', 'connecting'],
    ['polling', 'auto', 'refuse', 'polling'],
  ] as const) {
    test(`AC-2.1.4 ${how} is ended when its component goes: no connection is left, and no timer`, async ({
      gateway,
      job,
      view,
    }) => {
      gateway.documents.beforeLoad(watchTime)
      gateway.spoilStreams(fault)
      const policy = { ...withoutProbes, connectTimeoutMs: fault === 'swallow' ? 600_000 : 700 }
      await view.open({ sessionId: job.id, transport, policy })
      await view.shows({ state })
      const isStreaming = fault === 'refuse' ? 0 : 1
      await until(() => gateway.openStreams).toBe(isStreaming)
      const pending = (): Promise<number> =>
        view.tab.evaluate(() => (window as unknown as TimedWindow).pendingTimers())
      expect(await pending()).toBeGreaterThan(0)

      await view.change({ enabled: false })
      await until(() => gateway.openStreams).toBe(0)
      await until(pending).toBe(0)
    })
  }

  test('AC-2.1.4 a session that is left by a link for the list that shows it has one connection still, and none when the list is left too', async ({
    gateway,
    session,
  }) => {
    await session.upload(speechLasting(8))
    const recogniser = await session.holdRecogniser()
    await until(() => gateway.openStreams).toBe(1)
    await session.click('link', 'New transcription')
    await until(() => session.path()).toBe('/')
    await until(() => gateway.openStreams).toBe(1)
    // The page's own, or the list's after it: never one for each.
    expect(gateway.count('stream')).toBeLessThan(3)
    await session.tab.goto('about:blank')
    await until(() => gateway.openStreams).toBe(0)
    recogniser.goOn()
  })
})
