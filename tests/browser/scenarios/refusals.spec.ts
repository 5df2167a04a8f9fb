import { withoutProbes } from './policies'
import { expect, test } from './test'

// The next attempt is due so late that the question between has long been answered.
const patient = { ...withoutProbes, backoffBaseMs: 20_000 }

test.describe('a server that refuses', () => {
  for (const [status, error] of [
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
  ] as const) {
    test(`AC-2.1.2 ${status}, which EventSource hides, is told after one question, and nothing follows until the user asks`, async ({
      gateway,
      job,
      view,
    }) => {
      await job.meets({ kind: 'refuse', status, target: 'both' })
      await view.open({ sessionId: job.id, policy: patient })
      await view.shows({ state: 'failed', error, httpStatus: status })

      await job.heals()
      await view.retry()
      await view.shows({ state: 'open', error: '' })
      await view.learnsTheEndOf(job)
      // The first of each was refused; all else came with the user's wish.
      expect([gateway.count('stream'), gateway.count('status')]).toEqual([2, 1])
    })
  }

  test('AC-2.1.3 503 with Retry-After keeps stream and polls away for so long, though the next attempt was due sooner', async ({
    gateway,
    job,
    view,
  }) => {
    await job.meets({ kind: 'refuse', status: 503, target: 'both', retry_after_s: 3_000 })
    // The server's wish is obeyed as far as the policy's cap.
    const policy = { ...withoutProbes, backoffBaseMs: 2_000, retryAfterCapMs: 4_000 }
    await view.open({ sessionId: job.id, policy })
    await view.shows({ state: 'backoff', error: 'unavailable', httpStatus: 503 })
    await job.heals()
    await view.shows({ state: 'open', error: '' })
    await view.learnsTheEndOf(job)
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([2, 1])
  })
})
