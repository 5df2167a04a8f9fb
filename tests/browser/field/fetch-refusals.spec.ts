import { expect, expectForwardOnly, swift, test, withoutProbes } from '../support/field'

const transport = 'fetch'

// A fetch stream sees what it is answered with: no second question is needed.
test.describe('a server that refuses, to a client that reads its streams by fetch', () => {
  for (const [status, error] of [
    [404, 'not-found'],
    [410, 'gone'],
    [403, 'forbidden'],
  ] as const) {
    test(`${status} at the stream is final after one request, however long the page stays`, async ({
      gateway,
      job,
      page,
      view,
    }) => {
      await page.clock.install()
      await job.meets({ kind: 'refuse', status })
      await view.open({ sessionId: job.id, transport })
      await view.shows({ state: 'failed', error, httpStatus: status })
      for (let hour = 0; hour < 3; hour += 1) await view.passes('01:00:00')
      expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 0])

      await job.heals()
      await view.retry()
      await view.shows({ state: 'open', error: '' })
      await view.learnsTheEndOf(job)
    })
  }

  test('Retry-After as a date at the stream keeps streams and polls away until then, not longer', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.clock.install()
    const wait = { retry_after_s: 3_000, retry_after_as: 'date' }
    await job.meets({ kind: 'refuse', status: 503, ...wait })
    await view.open({ sessionId: job.id, transport })
    await view.shows({ state: 'backoff', error: 'unavailable', httpStatus: 503 })
    await job.heals()
    await view.passes('00:49:00')
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 0])

    await view.passes('00:02:00')
    await view.shows({ state: 'open', error: '' })
    expect(gateway.count('stream')).toBe(2)
    await view.learnsTheEndOf(job)
  })

  test('a captive portal answering 200 text/html is no stream: it is refused by its type, not waited for', async ({
    gateway,
    job,
    view,
  }) => {
    await job.meets({ kind: 'html', target: 'both' })
    const policy = { ...swift, connectTimeoutMs: 600_000, silenceMs: 600_000 }
    await view.open({ sessionId: job.id, transport, policy: { ...policy, probeIntervalMs: 3_000 } })
    await view.shows({ state: 'polling', error: 'unavailable', status: '', sequence: 0 })
    expect(gateway.count('stream')).toBe(3)
    await job.heals()
    await view.shows({ state: 'open', mode: 'sse', error: '' })
    await view.learnsTheEndOf(job)
    expect((await view.sightings()).filter(({ state }) => state === 'open')).not.toEqual([])
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
    await view.open({ sessionId: job.id, transport })
    await view.shows({ status: 'cancelled', state: 'closed', error: '' })
    await view.passes('01:00:00')
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 1])
  })

  test('a 204 for a job that runs: one question, then the user is told that updates have ended', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.clock.install()
    await job.meets({ kind: 'no_content' })
    await view.open({ sessionId: job.id, transport })
    await view.shows({ state: 'closed', error: 'ended-early' })
    await expect(view.value('sequence')).not.toHaveText('0')
    await view.passes('01:00:00')
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 1])

    await job.heals()
    await view.retry()
    await view.shows({ state: 'open', error: '' })
    await view.learnsTheEndOf(job)
    expectForwardOnly(await view.sightings())
  })

  test('redirects to the same stream elsewhere are followed', async ({ gateway, job, view }) => {
    await job.meets({ kind: 'redirect', target: 'both' })
    await view.open({ sessionId: job.id, transport, policy: withoutProbes })
    await view.shows({ state: 'open', mode: 'sse', error: '' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([2, 0])
  })

  test('redirects to a login page are no stream: polling brings every update', async ({
    gateway,
    job,
    view,
  }) => {
    await job.meets({ kind: 'redirect', to: 'login' })
    await view.open({ sessionId: job.id, transport, policy: withoutProbes })
    await view.shows({ state: 'polling', error: '' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expect(gateway.count('stream')).toBe(3)
  })
})
