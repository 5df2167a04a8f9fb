import { longSpeech } from '../support/field'
import { createJob } from '../support/job'
import { startService, type RunningService } from '../support/service'
import { FieldPage } from './field-page'
import { swift } from './policies'
import { expect, startGateway, test as base } from './test'
import { until } from './until'

// This restarts the process itself, so it has one of its own.
const test = base.extend<{ service: RunningService }>({
  // The first argument names the fixtures that this one needs, and Playwright wants to see braces.
  // eslint-disable-next-line no-empty-pattern
  service: async ({}, use) => {
    const service = await startService()
    await use(service)
    await service.stop()
  },
  gateway: async ({ service }, use) => {
    const gateway = await startGateway(service.origin)
    await use(gateway)
    await gateway.stop()
  },
  job: async ({ gateway, request, service }, use) => {
    const job = await createJob(request, service.origin, longSpeech())
    gateway.documents.giveCookies((await request.storageState()).cookies)
    await use(job)
    await job.end()
  },
})

test('AC-2.1.3 AC-3.1.3 a server restart that drops every client brings them all back to SSE, and none into polling for ever', async ({
  gateway,
  job,
  profile,
  service,
  view,
}) => {
  const second = new FieldPage(await profile.newTab(), gateway.origin)
  for (const each of [view, second]) {
    await each.open({ sessionId: job.id, policy: swift })
    await each.showsNews(1)
  }
  const before = await job.status()

  await service.restart('SIGKILL')
  for (const each of [view, second]) {
    await each.shows({ state: 'open', mode: 'sse', error: '', attempt: 2 })
    await until(async () => (await each.newest()).epoch).not.toBe(before.epoch)
    await each.showsNews()
  }
  const polls = gateway.count('status')
  await job.cancel()
  for (const each of [view, second]) await each.shows({ status: 'cancelled', state: 'closed' })
  expect(gateway.count('status')).toBe(polls)
})
