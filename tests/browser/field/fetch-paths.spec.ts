import { expect, test, withoutProbes } from '../support/field'

const transport = 'fetch'

test.describe('paths and streams that fail a client that reads its streams by fetch', () => {
  test('an ad blocker that kills EventSource but not fetch leaves the fetch stream alone', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(window, 'EventSource')
    })
    await page.route('**/status/stream*', async (route) => {
      if (route.request().resourceType() === 'eventsource') await route.abort('blockedbyclient')
      else await route.continue()
    })
    await view.open({ sessionId: job.id, transport })
    await view.shows({ state: 'open', mode: 'sse', error: '' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 0])
  })

  test('gzip that buffers: the stream is open, its events stay in the compressor, polling brings them', async ({
    gateway,
    job,
    view,
  }) => {
    await job.meets({ kind: 'gzip_buffer' })
    const policy = { ...withoutProbes, silenceMs: 600 }
    await view.open({ sessionId: job.id, transport, policy })
    await view.shows({ state: 'polling', fallbackReason: 'silence', error: '' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expect(gateway.count('stream')).toBe(3)
  })

  test('a stream that opens, says hello and dies, for ever: three attempts, then polling', async ({
    gateway,
    job,
    view,
  }) => {
    await job.meets({ kind: 'hello_then_die' })
    await view.open({ sessionId: job.id, transport, policy: withoutProbes })
    await view.shows({ state: 'polling', fallbackReason: 'died-young', error: '' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expect(gateway.count('stream')).toBe(3)
  })

  test('a fetch stream that is not wanted any more is aborted', async ({ gateway, job, view }) => {
    await view.open({ sessionId: job.id, transport, policy: withoutProbes })
    await view.shows({ state: 'open' })
    expect(gateway.openStreams).toBe(1)
    await view.change({ enabled: false })
    await expect.poll(() => gateway.openStreams).toBe(0)
  })
})
