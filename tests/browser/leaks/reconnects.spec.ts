import { expectFlat } from './flatness'
import type { Reading } from './gauge'
import type { Mounting } from './page/bench'
import type { Ending } from './scripted-server'
import { block, blocks, expect, test } from './test'

test.use({ trace: 'off', screenshot: 'off' })

/** As soon as may be, and as often as it takes. */
const restless = { backoffBaseMs: 1, backoffCapMs: 1, maxAttempts: 1_000_000 }
/** Polling after each failure, and a probe at once. */
const fickle = { maxAttempts: 1, pollIntervalMs: 1, probeIntervalMs: 1 }

const open = { sessions: 1, requests: 1, animationFrames: 0 }

test.describe('1,000 reconnects leave nothing behind', () => {
  const reconnects: Record<string, { mounting: Mounting; endings: Ending[] }> = {
    'of EventSource, after closes that were planned': {
      mounting: { policy: restless },
      endings: ['planned'],
    },
    'of EventSource, after streams that broke off': {
      mounting: { policy: restless },
      endings: ['broken'],
    },
    'over fetch, after closes that were planned and streams that broke off or were refused': {
      mounting: { policy: restless, hasCredentials: true, telemetryUrl: '/telemetry' },
      endings: ['planned', 'refused', 'broken'],
    },
    'of a connection that tabs share': {
      mounting: { policy: restless, shareAcrossTabs: true },
      endings: ['planned', 'broken'],
    },
    'by way of polling, with a probe that takes over each time': {
      mounting: { policy: fickle },
      endings: ['broken'],
    },
  }
  for (const [how, { mounting, endings }] of Object.entries(reconnects)) {
    test(how, async ({ bench, gauge, server }) => {
      await bench.open()
      await bench.mount(mounting)
      await bench.reaches('open', 1)
      const readings: Reading[] = []
      for (const count of blocks) {
        const asked = server.streamsAskedFor
        server.endStreams(count, endings)
        await expect
          // However long they take, within the test's own time.
          .poll(() => server.streamsAskedFor - asked, { intervals: [20], timeout: 0 })
          .toBe(count)
        await bench.reaches('open', server.sequence)
        readings.push(await gauge.read(open))
      }
      expectFlat(readings, block)
    })
  }
})
