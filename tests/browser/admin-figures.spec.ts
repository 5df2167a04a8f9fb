import type { Page } from '@playwright/test'
import {
  answerOf,
  expectAllLoaded,
  openDashboard,
  section,
  startSeededService,
} from './support/administration'
import type { RunningService } from './support/service'
import { expect, test } from './support/test'

interface Lateness {
  at: string
  updates: number
}

interface Latency {
  sent: { series: Lateness[] }
  received: { series: Lateness[] }
}

const theDay = 'since=2025-12-31T12:00:00.000Z&until=2026-01-01T12:00:00.000Z'

let service: RunningService
test.beforeAll(async () => {
  service = await startSeededService(300, '2026-01-01T12:00:00Z')
})
test.afterAll(async () => {
  await service.stop()
})

/** Have the page told other figures than the service's. */
async function tell(
  page: Page,
  question: string,
  change: (answer: object) => object,
): Promise<void> {
  await page.route(`**/api/v1/admin/${question}?*`, async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: change((await answer.json()) as object) })
  })
}

const figures = (updates: number, p95: number): object => ({
  updates,
  share_within_100_ms: p95 < 100 ? 0.97 : 0.9,
  p50_ms: p95 / 4,
  p95_ms: p95,
  p99_ms: p95 * 2,
})

test('AC-3.2.5 AC-4.1.5 latency over time is seen where a bucket of time has none beside it', async ({
  page,
}) => {
  // As after one session: figures in one bucket of many.
  await tell(page, 'latency', (answer) => {
    const latency = answer as Latency
    for (const side of [latency.sent, latency.received]) {
      side.series = side.series.map(({ at }, index) => ({
        at,
        ...(index === 40
          ? figures(12, 30)
          : { updates: 0, share_within_100_ms: null, p50_ms: null, p95_ms: null, p99_ms: null }),
      })) as Lateness[]
    }
    return latency
  })
  await openDashboard(page, service.origin, `?${theDay}`)
  await expectAllLoaded(page)
  const dots = section(page, 'latency').locator('.plot-dot')
  await expect(dots).toHaveCount(2 * 3)
  for (const dot of await dots.all()) await expect(dot).toBeVisible()
})

test('AC-3.2.5 the last time on an axis is within the plot', async ({ page }) => {
  await openDashboard(page, service.origin, `?${theDay}`)
  await expectAllLoaded(page)
  for (const name of ['connections', 'reconnections', 'latency']) {
    const plots = section(page, name).locator('.plot-canvas:has(.recharts-cartesian-grid)')
    for (const plot of await plots.all()) {
      const whole = await plot.locator('svg').first().boundingBox()
      const last = await plot.locator('.recharts-xAxis-tick-labels text').last().boundingBox()
      if (whole === null || last === null) throw new Error(`A plot of ${name} has no times.`)
      expect(last.x + last.width).toBeLessThanOrEqual(whole.x + whole.width)
    }
  }
})

for (const [received, verdict] of [
  [80, 'met'],
  [130, 'missed'],
] as const) {
  test(`AC-4.1.1 AC-4.1.5 the promise of 100 ms is judged by what clients report: ${received} ms is ${verdict}`, async ({
    page,
  }) => {
    await tell(page, 'overview', (overview) => ({
      ...overview,
      latency: figures(5000, 8.7),
      received_on_streams: figures(4000, received),
    }))
    await openDashboard(page, service.origin, `?${theDay}`)
    const promise = page.locator('[data-promise="latency"]')
    await expect(promise.locator('.promise-figure')).toHaveText(`${received} ms`)
    await expect(promise).toHaveAttribute('data-verdict', verdict)
    await expect(promise).toContainText('of 4,000 updates')
    await expect(promise).toContainText('to a stream’s socket: 8.7 ms, of 5,000 updates')
  })
}

test('AC-4.1.4 AC-4.1.5 a day that is in the period in part is drawn and told as such', async ({
  page,
}) => {
  await openDashboard(
    page,
    service.origin,
    '?since=2025-12-30T12:00:00.000Z&until=2026-01-01T12:00:00.000Z',
  )
  await expectAllLoaded(page)
  const engagement = section(page, 'engagement')
  const { days } = await answerOf<{ days: unknown[] }>(
    page.request,
    service.origin,
    'engagement?since=2025-12-30T12:00:00.000Z&until=2026-01-01T12:00:00.000Z',
  )
  expect(days).toHaveLength(3)
  await expect(engagement.locator('.recharts-bar-rectangle')).toHaveCount(3 * 3)
  await expect(engagement.locator('.plot-part')).toHaveCount(2 * 3)
  await expect(engagement).toContainText('Pale: only a part of the day is in the period.')
  await engagement.getByText('Show as a table').click()
  await expect(engagement.getByRole('rowheader')).toHaveText([/, in part$/, /Dec$/, /, in part$/])
})

test('AC-3.2.5 on a phone no column of a table is out of sight', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 760 })
  await openDashboard(page, service.origin, `?${theDay}`)
  await expectAllLoaded(page)
  await expectTablesWhole(page)
  const row = section(page, 'stability').getByRole('row').nth(1)
  await expect(row.getByRole('cell')).toHaveCount(9)
  await row.getByRole('link').click()
  await expect(section(page, 'session').locator('.section-body')).toBeVisible()
  await expectTablesWhole(page)
})

async function expectTablesWhole(page: Page): Promise<void> {
  const tables = page.locator('.admin-table-frame')
  await expect(tables).not.toHaveCount(0)
  const beyond = await tables.evaluateAll((frames) =>
    frames.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
  )
  expect(Math.max(...beyond)).toBe(0)
}

test.describe('from right to left', () => {
  test.use({ locale: 'ar' })

  test('bars side by side are in the order of their legend', async ({ page }) => {
    await openDashboard(page, service.origin, `?${theDay}`)
    await expectAllLoaded(page)
    const plot = section(page, 'engagement').locator('.plot')
    const colours = await plot
      .locator('.plot-legend rect')
      .evaluateAll((swatches) => swatches.map((swatch) => swatch.getAttribute('fill')))
    const bars = await plot.locator('.plot-canvas .recharts-rectangle').evaluateAll((paths) =>
      paths
        .map((path) => ({
          right: path.getBoundingClientRect().right,
          fill: path.getAttribute('fill'),
        }))
        .sort((one, other) => other.right - one.right)
        .map(({ fill }) => fill),
    )
    expect(colours).toHaveLength(3)
    expect(bars).toEqual([...colours, ...colours])
  })

  test('what clients say is told in words, and a millisecond has one name', async ({ page }) => {
    await openDashboard(page, service.origin, `?${theDay}`)
    await expectAllLoaded(page)
    await expect(section(page, 'latency')).toContainText('ملي ثانية')
    await expect(section(page, 'latency')).not.toContainText(/مللي|ملي ث(?!انية)/)
    await section(page, 'stability').locator('tbody a').first().click()
    const summary = section(page, 'session').locator('.admin-totals')
    await expect(summary).toContainText('انتهى')
    await expect(summary).not.toContainText(/closed|sse|polling/)
    await expect(page.getByRole('table').last()).not.toContainText(/closed|ended|sse|polling/)
  })
})
