import { expect, expectForwardOnly, swift, test, withoutProbes } from '../support/field'

test.describe('streams that end early', () => {
  test('healthy short streams are not taken for failures: they never end in polling', async ({
    gateway,
    job,
    view,
  }) => {
    await job.meets({ kind: 'short_lived', seconds: 0.5 })
    // Each lives longer than its proof of use, as streams of 15 s do with the defaults.
    await view.open({ sessionId: job.id, policy: { ...withoutProbes, proofOfUseMs: 50 } })
    await expect.poll(() => gateway.count('stream')).toBeGreaterThan(7)
    await view.showsNews()
    const sightings = await view.sightings()
    expect(sightings.filter(({ mode }) => mode === 'polling')).toEqual([])
    expect(sightings.filter(({ error }) => error !== '')).toEqual([])
    await view.learnsTheEndOf(job)
    expectForwardOnly(sightings)
  })

  test('healthy short streams that are closed as planned cost no attempt, however short', async ({
    gateway,
    job,
    view,
  }) => {
    const planned = { planned: true, retry_after_ms: 50 }
    await job.meets({ kind: 'short_lived', seconds: 0.2, ...planned })
    await view.open({ sessionId: job.id, policy: { ...withoutProbes, backoffCapMs: 100 } })
    await expect.poll(() => gateway.count('stream')).toBeGreaterThan(7)
    await view.showsNews()
    expect((await view.sightings()).filter(({ mode }) => mode === 'polling')).toEqual([])
    // A planned close needs no bridge either.
    expect(gateway.count('status')).toBe(0)
    await view.learnsTheEndOf(job)
  })

  for (const hello of ['status', 'heartbeat']) {
    test(`a stream that opens, says hello with a ${hello} and dies, for ever: three attempts, then polling`, async ({
      gateway,
      job,
      view,
    }) => {
      await job.meets({ kind: 'hello_then_die', hello })
      await view.open({ sessionId: job.id, policy: withoutProbes })
      await view.shows({ state: 'polling', fallbackReason: 'died-young', error: '' })
      await view.showsNews()
      await view.learnsTheEndOf(job)
      expect(gateway.count('stream')).toBe(3)
      expectForwardOnly(await view.sightings())
    })
  }

  test('a stream that says hello and dies at every probe costs one stream a probe, until it lives', async ({
    gateway,
    job,
    page,
    view,
  }) => {
    await page.clock.install()
    await job.meets({ kind: 'hello_then_die' })
    await view.open({ sessionId: job.id, policy: { ...swift, probeIntervalMs: 60_000 } })
    await view.shows({ state: 'polling' })
    for (let probes = 1; probes <= 3; probes += 1) {
      await view.passes('00:01:07')
      await expect.poll(() => gateway.count('stream')).toBe(3 + probes)
      await view.shows({ state: 'polling', error: '' })
    }
    await job.heals()
    await view.passes('00:01:07')
    await view.shows({ state: 'open', mode: 'sse' })
    await view.learnsTheEndOf(job)
    expect(gateway.count('stream')).toBe(7)
  })
})
