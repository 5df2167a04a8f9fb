import { expect, expectForwardOnly, swift, test, withoutProbes } from '../support/field'

test.describe('a server that refuses', () => {
  test('404 at 100 requests/s: a client that gets it stops, however long the page stays', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.clock.install()
    await job.meets({ kind: 'refuse', status: 404, target: 'both' })
    await view.open({ sessionId: job.id })
    await view.shows({ state: 'failed', error: 'not-found', httpStatus: 404 })
    for (let hour = 0; hour < 3; hour += 1) await view.passes('01:00:00')
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 1])

    await job.heals()
    await view.retry()
    await view.shows({ state: 'open', error: '' })
    await view.learnsTheEndOf(job)
  })

  test('404 while polling ends the polling', async ({ gateway, job, page, view }) => {
    await page.clock.install()
    gateway.spoilStreams('refuse')
    await view.open({ sessionId: job.id, policy: swift })
    await view.shows({ state: 'polling', error: '' })
    await job.meets({ kind: 'refuse', status: 404, target: 'status' })
    await view.shows({ state: 'failed', error: 'not-found', httpStatus: 404 })
    await view.passes('00:00:01')
    const requests = gateway.requests.length
    for (let hour = 0; hour < 3; hour += 1) await view.passes('01:00:00')
    // Only what the waiting itself asks for.
    expect(gateway.requests.length).toBe(requests + 3)
  })

  test('401 in a loop: one question each time the user asks, and no loop', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.clock.install()
    await job.meets({ kind: 'refuse', status: 401, target: 'both' })
    await view.open({ sessionId: job.id })
    await view.shows({ state: 'failed', error: 'unauthorized', httpStatus: 401 })
    await view.passes('01:00:00')
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 1])

    await view.retry()
    await expect.poll(() => gateway.count('status')).toBe(2)
    await view.shows({ state: 'failed', error: 'unauthorized' })
    await view.passes('01:00:00')
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([2, 2])
  })

  for (const as of ['date', 'seconds'] as const) {
    test(`Retry-After as ${as === 'date' ? 'a date' : 'seconds'} keeps stream and polls away until then, not longer`, async ({
      gateway,
      job,
      page,
      view,
    }) => {
      await page.clock.install()
      const hour = { retry_after_s: 3_000, retry_after_as: as }
      await job.meets({ kind: 'refuse', status: 503, target: 'both', ...hour })
      await view.open({ sessionId: job.id })
      await view.shows({ state: 'backoff', error: 'unavailable', httpStatus: 503 })
      await job.heals()
      await view.passes('00:49:00')
      expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 1])

      await view.passes('00:02:00')
      await view.shows({ state: 'open', error: '' })
      expect(gateway.count('stream')).toBe(2)
      await view.learnsTheEndOf(job)
    })
  }

  test('a captive portal answering 200 text/html is no status and no stream; behind it, all is well again', async ({
    gateway,
    job,
    view,
  }) => {
    await job.meets({ kind: 'html', target: 'both' })
    await view.open({ sessionId: job.id, policy: { ...swift, probeIntervalMs: 3_000 } })
    await view.shows({ state: 'polling', error: 'unavailable', status: '', sequence: 0 })
    expect(gateway.count('stream')).toBe(3)

    await job.heals()
    await view.shows({ state: 'open', mode: 'sse', error: '' })
    await view.learnsTheEndOf(job)
  })

  test('a captive portal that comes up in mid-job takes nothing away that was shown', async ({
    job,
    view,
  }) => {
    await view.open({ sessionId: job.id, policy: swift })
    await view.showsNews(1)
    await job.meets({ kind: 'html', target: 'both' })
    await view.shows({ state: 'polling', error: 'unavailable', isStale: true })
    await expect(view.value('sequence')).not.toHaveText('0')
    await job.heals()
    await view.shows({ state: 'open', error: '', isStale: false })
    await view.learnsTheEndOf(job)
    expectForwardOnly(await view.sightings())
  })

  test('a 204 for a job that is over: one question tells its end, and nothing follows', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.clock.install()
    await job.cancel()
    await job.meets({ kind: 'no_content' })
    await view.open({ sessionId: job.id })
    await view.shows({ status: 'cancelled', state: 'closed', error: '' })
    await view.passes('01:00:00')
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 1])
  })

  test('a 204 for a job that runs, which EventSource hides: polling brings every update', async ({
    gateway,
    job,
    view,
  }) => {
    await job.meets({ kind: 'no_content' })
    await view.open({ sessionId: job.id, policy: withoutProbes })
    await view.shows({ state: 'polling', error: '' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expect(gateway.count('stream')).toBe(3)
  })

  test('redirects to the same stream and status elsewhere are followed', async ({
    gateway,
    job,
    view,
  }) => {
    await job.meets({ kind: 'redirect', target: 'both' })
    await view.open({ sessionId: job.id, policy: withoutProbes })
    await view.shows({ state: 'open', mode: 'sse', error: '' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
    // Asked for, and asked for again where it has moved.
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([2, 0])
  })

  test('redirects to a login page are no stream: polling brings every update', async ({
    gateway,
    job,
    view,
  }) => {
    await job.meets({ kind: 'redirect', to: 'login' })
    await view.open({ sessionId: job.id, policy: withoutProbes })
    await view.shows({ state: 'polling', error: '' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expect(gateway.count('stream')).toBe(3)
  })
})
