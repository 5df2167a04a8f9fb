import type { Page } from '@playwright/test'
import { answerOf, expectAllLoaded, openDashboard, section, signIn } from './support/administration'
import { adminKey, startService, type RunningService } from './support/service'
import { expectJob, upload } from './support/session-page'
import { speechLasting } from './support/speech'
import { expect, test } from './support/test'

interface Overview {
  sessions: number
  attempts: number
  reconnects: number
  updates: number
  latency: { updates: number }
  savings: { actual: { requests_per_session: number }; polling: { requests_per_session: number } }
  uptime: { reports: number }
}

interface SessionHistory {
  streams: { updates: number; reason: string }[]
}

// Each test has a service that knows of nobody else's connections, and of no other keys tried.
let service: RunningService
test.beforeEach(async () => {
  service = await startService()
})
test.afterEach(async () => {
  await service.stop()
})

test('AC-3.2.5 whoever has not shown the key sees no figure, and is told why a wrong one is refused', async ({
  page,
}) => {
  const answers: number[] = []
  page.on('response', (response) => {
    if (response.url().includes('/api/v1/admin/')) answers.push(response.status())
  })
  await page.goto(`${service.origin}/admin`)
  await expect(page.getByRole('heading', { level: 1, name: 'For administrators' })).toBeVisible()
  await expect(page.locator('[data-section]')).toHaveCount(0)
  expect(answers).toEqual([403])

  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('Enter the key first.')
  await signIn(page, 'not the key of this service')
  await expect(page.getByRole('alert')).toContainText('This is not the key of this service.')
  await expect(page.getByLabel('Administration key')).toBeFocused()
  await expect(page.locator('[data-section]')).toHaveCount(0)

  await signIn(page)
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeFocused()
  await expect(section(page, 'overview')).toBeVisible()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'For administrators' })).toBeVisible()
  const after = await page.request.get(`${service.origin}/api/v1/admin/overview`)
  expect(after.status()).toBe(403)
})

test('AC-3.2.5 too many tries and a service that is away are told as such', async ({ page }) => {
  await page.goto(`${service.origin}/admin`)
  for (let tries = 0; tries < 10; tries += 1) {
    await page.request.post(`${service.origin}/api/v1/auth/admin`, { data: { key: 'a guess' } })
  }
  await signIn(page)
  await expect(page.getByRole('alert')).toContainText('Too many tries from this address.')
  await expect(page.getByRole('alert')).toContainText(/Try again in \d+s\./)

  await service.stop()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('The service does not answer.')
})

test('AC-3.2.5 a service that cannot answer is not taken for one that was asked too often', async ({
  page,
}) => {
  await openDashboard(page, service.origin)
  await expectAllLoaded(page)
  await page.route('**/api/v1/admin/overview*', (route) =>
    route.fulfill({
      status: 503,
      headers: { 'retry-after': '2' },
      contentType: 'application/problem+json',
      json: { status: 503, code: 'store_unavailable', detail: 'The service cannot reach it.' },
    }),
  )
  await page.getByRole('button', { name: 'Reload' }).click()
  const refusal = section(page, 'overview').getByRole('alert')
  await expect(refusal).toContainText('The service cannot answer now.')
  await expect(refusal).toContainText('Try again in 2s.')
  await expect(refusal).not.toContainText('Too many')
})

test('AC-3.2.5 a period that cannot be looked at is told of once, in the page’s language', async ({
  page,
}) => {
  await openDashboard(page, service.origin)
  await expectAllLoaded(page)
  await page.goto(
    `${service.origin}/admin?since=2020-01-01T00:00:00.000Z&until=2026-01-01T00:00:00.000Z`,
  )
  await expect(page.getByRole('alert')).toHaveCount(1)
  await expect(page.getByRole('alert')).toContainText('at most 366 days long')
  await expect(page.locator('[data-section]')).toHaveCount(0)
  await page.getByText('Last hour').click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expectAllLoaded(page)
})

test('AC-3.2.5 the answer to a choice that was taken back replaces nothing', async ({ page }) => {
  await openDashboard(page, service.origin)
  await expectAllLoaded(page)
  const held: (() => void)[] = []
  await page.route(/admin\/overview\?/, async (route) => {
    await new Promise<void>((resolve) => held.push(resolve))
    // The page may have given up on it.
    await route.continue().catch(() => undefined)
  })
  await page.getByText('30 days').click()
  await expect.poll(() => held.length).toBe(1)
  await page.getByText('Last day').click()
  await expect(section(page, 'overview')).toHaveAttribute('aria-busy', 'false')
  held.shift()?.()
  await afterAnyQuestion(page)
  // Neither shown, nor asked for once more.
  await expect(section(page, 'overview')).toHaveAttribute('data-old', 'false')
  await expect(section(page, 'overview')).toHaveAttribute('aria-busy', 'false')
  expect(held).toHaveLength(0)
})

test('AC-3.2.5 a session’s page is asked for anew when it is opened again', async ({ page }) => {
  await upload(page, speechLasting(4), service.origin)
  await expectJob(page, 'completed')
  await openDashboard(page, service.origin)
  const toSession = section(page, 'stability').locator('tbody a')
  const isOfSession = (url: URL): boolean => url.pathname.includes('/api/v1/admin/sessions/')
  for (let times = 0; times < 2; times += 1) {
    const answer = page.waitForResponse((response) => isOfSession(new URL(response.url())))
    await toSession.click()
    expect((await answer).status()).toBe(200)
    await page.getByRole('link', { name: 'All connections' }).click()
  }
})

test('an address that leads to no page of administrators is said to', async ({ page }) => {
  await page.goto(`${service.origin}/admin/anything`)
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
})

test('AC-3.2.5 a service that goes away leaves the figures that there are, and they are renewed when it is back', async ({
  page,
}) => {
  await openDashboard(page, service.origin)
  const overview = section(page, 'overview')
  await expect(overview.locator('.section-body')).toBeVisible()
  await service.restart('SIGTERM')
  await page.route('**/api/v1/admin/overview*', (route) => route.abort())
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(overview.getByRole('alert')).toContainText('The service does not answer.')
  await expect(overview.locator('.section-body')).toBeVisible()

  await page.unroute('**/api/v1/admin/overview*')
  await overview.getByRole('button', { name: 'Try again' }).click()
  await expect(overview.getByRole('alert')).toHaveCount(0)
})

test('AC-3.2.5 AC-4.1.5 without a connection the page says what will appear and how to make some', async ({
  page,
}) => {
  await openDashboard(page, service.origin)
  await expect(page.getByText('Nobody was connected in this period.')).toBeVisible()
  await expectAllLoaded(page)
  await expect(page.locator('[data-promise]')).toHaveCount(4)
  await expect(page.locator('[data-verdict="unknown"]')).toHaveCount(4)
  await expect(page.locator('.plot')).toHaveCount(0)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.getByRole('link', { name: 'Transcribe a sample' }).click()
  await expect(page).toHaveURL(`${service.origin}/`)
})

test('AC-3.2.2 AC-4.1.1 AC-4.1.2 one session is shown as it was made, and as the API tells it', async ({
  page,
}) => {
  await upload(page, speechLasting(4), service.origin)
  await expectJob(page, 'completed')
  const sessionId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const told = (): Promise<Overview> => answerOf<Overview>(page.request, service.origin, 'overview')
  await expect.poll(async () => (await told()).uptime.reports).toBe(1)
  await expect.poll(async () => (await told()).latency.updates).toBeGreaterThan(1)
  const api = await told()
  expect(api).toMatchObject({ sessions: 1, attempts: 1, reconnects: 0 })

  await openDashboard(page, service.origin, '?period=hour')
  await expectAllLoaded(page)
  await expect(page.getByText('Nobody was connected')).toHaveCount(0)
  for (const [name, figure] of [
    ['sessions', 1],
    ['attempts', 1],
    ['streams_refused', 0],
    ['reconnects', 0],
    ['polls', 0],
    ['updates', api.updates],
  ] as const) {
    await expect(page.locator(`[data-total="${name}"] dd`)).toHaveText(`${figure}`)
  }
  const requests = page.locator('[data-promise="requests"]')
  await expect(requests.locator('.promise-figure')).toHaveText('1')
  await expect(requests).toHaveAttribute('data-verdict', 'met')
  expect(api.savings.actual.requests_per_session).toBe(1)
  await expect(page.locator('[data-promise="latency"]')).toContainText(
    `of ${api.latency.updates} updates`,
  )
  await expect(page.locator('[data-promise="latency"]')).toContainText('to a stream’s socket')
  await expect(page.locator('[data-promise="connected"]')).toContainText('1 connection')
  // Fewer users than an interval needs.
  await expect(section(page, 'experiment')).toContainText(/Too few users for an interval/)

  await section(page, 'stability')
    .getByRole('link', { name: sessionId.slice(0, 8) })
    .click()
  await expect(page).toHaveURL(new RegExp(`/admin/sessions/${sessionId}`))
  const history = await answerOf<SessionHistory>(
    page.request,
    service.origin,
    `sessions/${sessionId}`,
  )
  expect(history.streams).toHaveLength(1)
  const stream = page.getByRole('table', { name: 'Streams' }).locator('tbody tr')
  await expect(stream).toHaveCount(1)
  await expect(stream).toContainText('Job completed')
  await expect(stream.locator('td').nth(3)).toHaveText(`${history.streams[0]?.updates}`)
  await expect(
    page.getByRole('table', { name: 'Clients’ reports' }).locator('tbody tr'),
  ).toHaveCount(1)
})

test('AC-3.2.3 a failure is shown by its cause, with the details that the API has', async ({
  page,
}) => {
  await upload(page, speechLasting(4), service.origin)
  await expectJob(page, 'completed')
  const sessionId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  // Somebody who may not.
  const refused = await page.request.get(
    `${service.origin}/api/v1/sessions/${sessionId}/status/stream`,
    { headers: { authorization: 'Bearer not a token' } },
  )
  expect(refused.status()).toBe(401)
  await expect
    .poll(async () => {
      const found = await answerOf<{ refusals: unknown[] }>(
        page.request,
        service.origin,
        'failures',
      )
      return found.refusals.length
    })
    .toBe(1)
  await openDashboard(page, service.origin)
  await expectAllLoaded(page)
  const row = section(page, 'failures').getByRole('row', { name: /401 unauthorized/ })
  await expect(row.locator('td').nth(0)).toHaveText('Stream')
  await expect(row.locator('td').nth(1)).toHaveText('1')
})

test('a session that is not there is said not to be', async ({ page }) => {
  await openDashboard(page, service.origin)
  await page.goto(`${service.origin}/admin/sessions/00000000-0000-4000-8000-000000000000`)
  await expect(page.getByRole('alert')).toContainText('There is no such session.')
  await expect(page.getByRole('link', { name: 'All connections' })).toBeVisible()
})

test('AC-3.2.5 the overview is renewed by itself while the page is visible, and on request only then', async ({
  page,
}) => {
  await page.clock.install()
  await openDashboard(page, service.origin)
  await expectAllLoaded(page)
  let asked = 0
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/admin/')) asked += 1
  })
  const renewed = page.waitForResponse(/\/admin\/overview/)
  await page.clock.fastForward(16_000)
  await renewed
  await expect(section(page, 'overview')).toHaveAttribute('aria-busy', 'false')
  expect(asked).toBe(1)

  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })
  })
  await page.clock.fastForward(60_000)
  await afterAnyQuestion(page)
  expect(asked).toBe(1)
  const back = page.waitForResponse(/\/admin\/overview/)
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => false })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await back
  await expect(section(page, 'overview')).toHaveAttribute('aria-busy', 'false')

  await page.getByLabel('Renew the overview by itself').uncheck()
  const before = asked
  await page.clock.fastForward(120_000)
  await afterAnyQuestion(page)
  expect(asked).toBe(before)
})

/** What the page had reason to ask until now, it has asked: requests are told in their order. */
async function afterAnyQuestion(page: Page): Promise<void> {
  for (let times = 0; times < 5; times += 1) {
    await page.evaluate(async () => {
      await (await fetch('/healthz')).text()
    })
  }
}

test('AC-3.2.5 who asks for a wrong range is told so, and a right one is kept in the address', async ({
  page,
}) => {
  await openDashboard(page, service.origin)
  await page.getByText('Own range').click()
  await page.getByLabel('From').fill('2026-01-02T00:00')
  await page.getByLabel('To', { exact: true }).fill('2026-01-01T00:00')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByText('The end must come after the beginning.')).toBeVisible()
  await page.getByLabel('To', { exact: true }).fill('2026-01-03T00:00')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page).toHaveURL(/since=2026-01-02T00%3A00%3A00.000Z&until=2026-01-03T00/)
  const answer = page.waitForResponse(/\/admin\/overview/)
  await page.reload()
  expect((await answer).url()).toContain('until=2026-01-03T00')
  await expect(page.getByRole('radio', { name: 'Own range' })).toBeChecked()
})

test('the key is asked for again when an appointment has ended', async ({ page, context }) => {
  await openDashboard(page, service.origin)
  await expectAllLoaded(page)
  await context.clearCookies({ name: 'transcription_admin' })
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(page.getByLabel('Administration key')).toBeVisible()
  await expect(page.locator('[data-section]')).toHaveCount(0)
  await signIn(page, ` ${adminKey} `)
  await expect(section(page, 'overview')).toBeVisible()
})
