import type { BrowserContext } from '@playwright/test'
import { expect, test, withoutProbes } from '../support/field'
import { newToken } from '../support/job'
import { serviceOrigin } from '../support/test'

// The real service refuses what is no token of its own; only renewal can help.
test.describe('credentials of a client that sends headers', () => {
  test('401 in a loop: renewed once and refused again, the client stops', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.clock.install()
    await view.open({ sessionId: job.id, tokens: ['expired', 'expired too'], canRenew: true })
    await view.shows({ state: 'failed', error: 'unauthorized', httpStatus: 401 })
    for (let hour = 0; hour < 3; hour += 1) await view.passes('01:00:00')
    expect(await view.renewals()).toBe(1)
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([2, 0])
  })

  test('401 in a loop without a renewal: the headers are asked for once more, and the client stops', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.clock.install()
    await view.open({ sessionId: job.id, tokens: ['expired'] })
    await view.shows({ state: 'failed', error: 'unauthorized', httpStatus: 401 })
    for (let hour = 0; hour < 3; hour += 1) await view.passes('01:00:00')
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([2, 0])
  })

  test('a token that expires while polling is renewed, and polling goes on', async ({
    context,
    gateway,
    job,
    page,
    view,
  }) => {
    await page.clock.install()
    gateway.spoilStreams('refuse')
    const valid = await loginToken(context)
    const tokens = [valid, valid]
    await view.open({ sessionId: job.id, tokens, canRenew: true, policy: withoutProbes })
    await view.shows({ state: 'polling', error: '' })
    await job.meets({ kind: 'refuse', status: 401, target: 'status' })
    await expect.poll(() => view.renewals()).toBe(1)
    await view.shows({ state: 'failed', error: 'unauthorized' })
    await job.heals()
    await view.retry()
    await view.shows({ state: 'polling', error: '' })
    await view.showsNews()
    await view.learnsTheEndOf(job)
  })

  test("404 of somebody else's session is final, and no renewal is tried", async ({
    gateway,
    job,
    page,
    view,
  }) => {
    const strangers = await newToken(page.request, serviceOrigin())
    await view.open({ sessionId: job.id, tokens: [strangers], canRenew: true })
    await view.shows({ state: 'failed', error: 'not-found', httpStatus: 404 })
    expect(await view.renewals()).toBe(0)
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 0])
  })
})

/** The token of the user whom this browser's cookie names. */
async function loginToken(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies(serviceOrigin())
  return cookies.find(({ name }) => name === 'transcription_login')?.value ?? ''
}
