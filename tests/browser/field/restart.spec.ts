import { FaultyProxy } from '../support/faulty-proxy'
import { expect, fieldPage, longSpeech, test as base, withoutProbes } from '../support/field'
import { createJob } from '../support/job'
import { startService, type RunningService } from '../support/service'

// These restart the process itself, so they have one of their own.
const test = base.extend<{ service: RunningService }>({
  // The first argument names the fixtures that this one needs, and Playwright wants to see braces.
  // eslint-disable-next-line no-empty-pattern
  service: async ({}, use) => {
    const service = await startService()
    await use(service)
    await service.stop()
  },
  gateway: async ({ service }, use) => {
    const proxy = await FaultyProxy.start(service.origin, fieldPage())
    await use(proxy)
    await proxy.stop()
  },
  job: async ({ page, service }, use) => {
    const job = await createJob(page.request, service.origin, longSpeech())
    await use(job)
    await job.end()
  },
})

test.describe('a server restart', () => {
  test('that is announced is not taken for a failure: all is live again without polling', async ({
    gateway,
    job,
    service,
    view,
  }) => {
    // How long a process takes to start is the machine's affair, so the budget is large.
    await view.open({ sessionId: job.id, policy: { ...withoutProbes, maxAttempts: 1_000 } })
    await view.showsNews(1)
    const before = await job.status()
    await service.restart('SIGTERM')
    await expect(view.value('epoch')).not.toHaveText(before.epoch)
    await view.shows({ state: 'open', mode: 'sse', error: '', attempt: 2 })
    await view.showsNews()
    expect((await view.sightings()).filter(({ mode }) => mode === 'polling')).toEqual([])
    await view.learnsTheEndOf(job)
    // The bridge, at most.
    expect(gateway.count('status')).toBeLessThanOrEqual(1)
  })
})
