import { expect, expectForwardOnly, test, withoutProbes } from '../support/field'

// Each of these looks like a working connection from below: it is open, and brings nothing.
test.describe('a path that opens and brings nothing', () => {
  test('a proxy that accepts and swallows the stream: three attempts, then polling, and SSE when the proxy is mended', async ({
    gateway,
    job,
    view,
  }) => {
    gateway.spoilStreams('swallow')
    await view.open({ sessionId: job.id, policy: { ...withoutProbes, probeIntervalMs: 3_000 } })
    await view.shows({ state: 'polling', fallbackReason: 'connect-timeout', error: '' })
    expect(gateway.count('stream')).toBe(3)
    await view.showsNews()

    gateway.spoilStreams('pass')
    await view.shows({ state: 'open', mode: 'sse' })
    const polls = gateway.count('status')
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expect(gateway.count('status')).toBe(polls)
    expectForwardOnly(await view.sightings())
  })

  test('a proxy that sends the headers and swallows the rest: silence leads to polling', async ({
    gateway,
    job,
    view,
  }) => {
    await job.meets({ kind: 'swallow' })
    await view.open({ sessionId: job.id, policy: { ...withoutProbes, silenceMs: 600 } })
    await view.shows({ state: 'polling', fallbackReason: 'silence', error: '' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expect(gateway.count('stream')).toBe(3)
  })

  test('gzip that buffers: the stream is open, its events stay in the compressor, polling brings them', async ({
    gateway,
    job,
    view,
  }) => {
    await job.meets({ kind: 'gzip_buffer' })
    await view.open({ sessionId: job.id, policy: { ...withoutProbes, silenceMs: 600 } })
    await view.shows({ state: 'polling', fallbackReason: 'silence', error: '' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expect(gateway.count('stream')).toBe(3)
  })

  test('two heartbeats then silence: their cadence tells, long before 45 s are over', async ({
    gateway,
    job,
    view,
  }) => {
    await job.meets({ kind: 'beats_then_silence', beats: 2, every_s: 0.2 })
    const policy = { ...withoutProbes, silenceFloorMs: 700, proofOfUseMs: 300 }
    await view.open({ sessionId: job.id, policy })
    await expect.poll(() => gateway.count('stream')).toBeGreaterThan(1)
    await job.heals()
    await view.shows({ state: 'open', mode: 'sse', error: '' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expectForwardOnly(await view.sightings())
  })

  test('an ad blocker that kills EventSource but not fetch: polling brings every update', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.route('**/status/stream*', async (route) => {
      if (route.request().resourceType() === 'eventsource') await route.abort('blockedbyclient')
      else await route.continue()
    })
    await view.open({ sessionId: job.id, policy: withoutProbes })
    await view.shows({ state: 'polling', fallbackReason: 'error', error: '' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expect(gateway.count('stream')).toBe(0)
  })

  test('an ad blocker that takes EventSource away after the page has looked for it: polling brings every update', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.addInitScript(() => {
      window.EventSource = function refuse(): never {
        throw new DOMException('blocked', 'SecurityError')
      } as unknown as typeof EventSource
    })
    await view.open({ sessionId: job.id, policy: withoutProbes })
    await view.shows({ state: 'polling', error: '' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expect(gateway.count('stream')).toBe(0)
  })
})
