import { expectFlat } from './flatness'
import type { Reading } from './gauge'
import type { Cycle } from './page/bench'
import { block, blocks, cycles, expect, test, type BenchView } from './test'

test.use({ trace: 'off', screenshot: 'off' })

const atOnce = { lingerMs: 0 }
const nothing = {
  sessions: 0,
  requests: 0,
  eventSources: 0,
  timers: 0,
  animationFrames: 0,
  channels: 0,
  locks: 0,
}

test.describe('1,000 components that come and go leave nothing behind', () => {
  const unmounted: Record<string, Cycle> = {
    'AC-2.1.4 in StrictMode, each with a session of its own': {
      mounting: { isStrict: true, policy: atOnce },
      milestone: 'open',
    },
    'with functions that give headers, over fetch, and with telemetry': {
      mounting: { hasCredentials: true, telemetryUrl: '/telemetry', policy: atOnce },
      milestone: 'open',
    },
    'with connections that are shared across tabs': {
      mounting: { shareAcrossTabs: true, policy: atOnce },
      milestone: 'open',
    },
    'one that stays, and follows two sessions in turns': {
      mounting: { sessionIds: ['one', 'other'], policy: atOnce },
      milestone: 'open',
      staysMounted: true,
    },
  }
  for (const [how, cycle] of Object.entries(unmounted)) {
    test(how, async ({ bench, gauge, server }) => {
      await bench.open()
      await expectFlatOver(cycle, bench, () => gauge.read(nothing))
      expect(server.streamsAskedFor).toBe(cycles)
      if (cycle.mounting.telemetryUrl !== undefined) {
        await expect.poll(() => server.reports).toBe(cycles)
      }
    })
  }

  test('that are unmounted while they connect', async ({ bench, gauge, server }) => {
    server.isMute = true
    await bench.open()
    const cycle: Cycle = { mounting: { policy: atOnce }, milestone: 'connecting' }
    await expectFlatOver(cycle, bench, () => gauge.read(nothing))
  })

  test('that are unmounted before the core is there, which then opens no session', async ({
    bench,
    gauge,
    server,
  }) => {
    const cycle: Cycle = { mounting: { policy: atOnce }, milestone: 'mounted' }
    const readings: Reading[] = []
    // The core is loaded once a page: each of these is another page, with more of them.
    for (const times of [block, 2 * block, 3 * block]) {
      const serveCore = server.holdCore()
      await bench.open()
      await bench.cycle(cycle, times)
      serveCore()
      await bench.hasCore()
      readings.push(await gauge.read(nothing))
    }
    expectFlat(readings, block)
    expect(server.streamsAskedFor).toBe(0)
  })

  test('that follow the same session within its grace share one connection, which lasts', async ({
    bench,
    gauge,
    server,
  }) => {
    await bench.open()
    const cycle: Cycle = {
      mounting: { sessionIds: ['same'], policy: { lingerMs: 600_000 } },
      milestone: 'open',
    }
    const one = { sessions: 1, requests: 1, eventSources: 1, animationFrames: 0 }
    await expectFlatOver(cycle, bench, () => gauge.read(one))
    expect(server.streamsAskedFor).toBe(1)
  })
})

async function expectFlatOver(
  cycle: Cycle,
  bench: BenchView,
  read: () => Promise<Reading>,
): Promise<void> {
  const readings: Reading[] = []
  for (const times of blocks) {
    await bench.cycle(cycle, times)
    readings.push(await read())
  }
  expectFlat(readings, block)
}
