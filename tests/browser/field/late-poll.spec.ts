import { createJob } from '../support/job'
import { expect, expectForwardOnly, longSpeech, swift, test } from '../support/field'
import { recogniserOf } from '../support/recogniser'
import { speechLasting } from '../support/speech'
import { serviceOrigin } from '../support/test'

test.describe('a poll that is answered late, with what was true when it was asked', () => {
  for (const abort of ['is aborted', 'cannot be aborted'] as const) {
    test(`does not undo \`completed\`, where a request ${abort}`, async ({
      gateway,
      page,
      view,
    }) => {
      if (abort === 'cannot be aborted') {
        // As with a polyfill, or a service worker that answers in its own time.
        await page.addInitScript(() => {
          const fetchReally = window.fetch.bind(window)
          window.fetch = (input, init) => fetchReally(input, { ...init, signal: null })
        })
      }
      gateway.spoilStreams('refuse')
      const job = await createJob(page.request, serviceOrigin(), speechLasting(4))
      const recogniser = await recogniserOf(job.id)
      recogniser.hold()
      await job.meets({ kind: 'late_poll' })
      await view.open({ sessionId: job.id, policy: { ...swift, requestTimeoutMs: 600_000 } })
      await view.shows({ state: 'polling' })
      const pollsUnderWay = gateway.count('status')
      expect(pollsUnderWay).toBeGreaterThan(0)
      recogniser.goOn()
      await expect.poll(async () => (await job.status()).status).toBe('completed')

      gateway.spoilStreams('pass')
      await view.shows({ status: 'completed', progress: 100, state: 'closed', mode: null })
      const sightings = await view.sightings()
      const answers = gateway.answered('status')
      await job.heals()
      if (abort === 'cannot be aborted') {
        await expect.poll(() => gateway.answered('status')).toBe(answers + 1)
      }
      await page.evaluate(() => fetch('/healthz'))
      await view.shows({ status: 'completed', progress: 100, state: 'closed', error: '' })
      expect(await view.sightings()).toEqual(sightings)
      expectForwardOnly(sightings)
    })
  }

  test('does not undo what the stream has brought since', async ({ gateway, page, view }) => {
    const job = await createJob(page.request, serviceOrigin(), longSpeech())
    gateway.spoilStreams('refuse')
    await job.meets({ kind: 'late_poll' })
    await view.open({ sessionId: job.id, policy: swift })
    await expect.poll(() => gateway.count('status')).toBe(1)
    gateway.spoilStreams('pass')
    await view.shows({ state: 'open' })
    await view.showsNews()
    await job.heals()
    await view.showsNews()
    await view.learnsTheEndOf(job)
    expectForwardOnly(await view.sightings())
  })
})
