import { expectForwardOnly } from '../support/field'
import { withoutProbes } from './policies'
import { expect, test } from './test'

test('AC-1.1.5 AC-2.1.2 a stream by fetch brings headers: a token that has expired is renewed once, and the stream goes on with the new one', async ({
  gateway,
  job,
  request,
  view,
}) => {
  const { cookies } = await request.storageState()
  const valid = cookies.find(({ name }) => name === 'transcription_login')?.value ?? ''
  await view.open({ sessionId: job.id, tokens: ['expired', valid], canRenew: true })
  await view.shows({ state: 'open', mode: 'sse', error: '' })
  await view.showsNews()
  await view.learnsTheEndOf(job)
  expect(await view.renewals()).toBe(1)
  expect([gateway.count('stream'), gateway.count('status')]).toEqual([2, 0])
})

test('AC-3.1.1 a stream by fetch that is swallowed is given up and leads to polling, and SSE returns when the proxy is mended', async ({
  gateway,
  job,
  view,
}) => {
  gateway.spoilStreams('swallow')
  const policy = { ...withoutProbes, probeIntervalMs: 3_000 }
  await view.open({ sessionId: job.id, transport: 'fetch', policy })
  await view.shows({ state: 'polling', fallbackReason: 'connect-timeout', error: '' })
  expect(gateway.count('stream')).toBe(3)
  await view.showsNews()

  gateway.spoilStreams('pass')
  await view.shows({ state: 'open', mode: 'sse' })
  await view.learnsTheEndOf(job)
  expectForwardOnly(await view.sightings())
})
