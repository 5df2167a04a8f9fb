import { createJob } from '../support/job'
import { expect, expectForwardOnly, longSpeech, swift, test, withoutProbes } from '../support/field'
import { serviceOrigin } from '../support/test'

test.describe('what React does to a connection', () => {
  test("StrictMode's double mount opens one stream and asks nothing twice", async ({
    gateway,
    job,
    view,
  }) => {
    await view.open({ sessionId: job.id, isStrict: true })
    await view.shows({ state: 'open' })
    await view.showsNews(1)
    // Otherwise this would prove nothing.
    expect(await view.mounts()).toBe(2)
    await view.learnsTheEndOf(job)
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 0])
  })

  test('toggling `enabled` quickly keeps the connection', async ({ gateway, job, view }) => {
    await view.open({ sessionId: job.id, policy: { ...withoutProbes, lingerMs: 60_000 } })
    await view.shows({ state: 'open' })
    await view.changeInTurns([{ enabled: false }, { enabled: true }], 20)
    await view.shows({ state: 'open', error: '' })
    expect((await view.sightings()).filter(({ state }) => state === 'idle').length).toBeGreaterThan(
      1,
    )
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 0])
  })

  test('toggling `enabled` off for longer closes the stream and asks nothing; on again, the true status is shown', async ({
    gateway,
    job,
    view,
  }) => {
    await view.open({ sessionId: job.id, policy: swift })
    await view.showsNews(1)
    await view.change({ enabled: false })
    await expect.poll(() => gateway.openStreams).toBe(0)
    const requests = gateway.requests.length
    const past = await job.status()
    await expect.poll(async () => (await job.status()).sequence).toBeGreaterThan(past.sequence)
    expect(gateway.requests.length).toBe(requests)
    await view.shows({ state: 'idle', status: '' })

    await view.change({ enabled: true })
    await view.shows({ state: 'open', error: '' })
    await view.showsNews(past.sequence)
    await view.learnsTheEndOf(job)
    expect(gateway.openStreams).toBe(0)
  })

  for (const fault of ['swallow', 'refuse'] as const) {
    test(`a session id that changes while connecting (streams that are met with ${fault}) shows the new session alone`, async ({
      gateway,
      job,
      page,
      view,
    }) => {
      const next = await createJob(page.request, serviceOrigin(), longSpeech())
      gateway.spoilStreams(fault)
      // The old session's requests are to be under way when the id changes.
      await job.meets({ kind: 'late_poll' })
      await view.open({
        sessionId: job.id,
        policy: { ...swift, connectTimeoutMs: 600_000, backoffBaseMs: 10_000 },
      })
      await expect.poll(() => gateway.count('stream')).toBe(1)
      gateway.spoilStreams('pass')
      await view.change({ sessionId: next.id, policy: swift })
      await view.shows({ state: 'open', session: next.id })
      await job.heals()
      await expect.poll(() => gateway.openStreams).toBe(1)
      await view.showsNews()
      await view.learnsTheEndOf(next)

      const sessions = (await view.sightings()).map(({ session }) => session)
      expect(new Set(sessions)).toEqual(new Set(['', next.id]))
      expectForwardOnly(await view.sightings())
    })
  }

  test('a session id that changes to and fro ends with one stream, of the last', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    const other = await createJob(page.request, serviceOrigin(), longSpeech())
    await view.open({ sessionId: job.id })
    await view.changeInTurns([{ sessionId: other.id }, { sessionId: job.id }], 10)
    await view.change({ sessionId: null })
    await view.shows({ state: 'idle', session: '' })
    await view.change({ sessionId: other.id })
    await view.shows({ state: 'open', session: other.id })
    await expect.poll(() => gateway.openStreams).toBe(1)
    await view.learnsTheEndOf(other)
    // Of twenty changes none has one of its own. Each session begins one beside the core's download, and
    // when the core is there another, as somebody left and came back between; the last change has one.
    expect(gateway.count('stream')).toBeLessThanOrEqual(2 + 2 + 1)
  })
})
