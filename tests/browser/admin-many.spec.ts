import type { Page, Request } from '@playwright/test'
import {
  answerOf,
  expectAllLoaded,
  openDashboard,
  section,
  startSeededService,
} from './support/administration'
import type { RunningService } from './support/service'
import { expect, test } from './support/test'

const sessions = 10_000
/** Far fewer than there are sessions, and than a browser minds. */
const mostElements = 6000

let service: RunningService
test.beforeAll(async () => {
  service = await startSeededService(sessions)
})
test.afterAll(async () => {
  await service.stop()
})

test('AC-3.2.2 ten thousand sessions are told page by page, in the order that was chosen', async ({
  page,
}) => {
  await openDashboard(page, service.origin, '?period=week')
  await expectAllLoaded(page)
  const stability = section(page, 'stability')
  const rows = stability.locator('tbody tr')
  await expect(rows).toHaveCount(25)
  await expect(stability.getByText('1–25 of 10,000')).toBeVisible()
  expect(await page.locator('*').count()).toBeLessThan(mostElements)

  await stability.getByRole('button', { name: 'Next' }).click()
  await expect(stability.getByText('26–50 of 10,000')).toBeVisible()
  await stability.getByText('Newest first').click()
  await expect(stability.getByText('1–25 of 10,000')).toBeVisible()
  const { sessions: newest } = await answerOf<{ sessions: { session_id: string }[] }>(
    page.request,
    service.origin,
    `sessions?sort=newest&limit=25&since=${new Date(Date.now() - 7 * 86_400_000).toISOString()}`,
  )
  await expect(rows.locator('a')).toHaveText(
    newest.map(({ session_id: sessionId }) => sessionId.slice(0, 8)),
  )
})

test('AC-3.2.4 AC-4.1.3 AC-4.1.4 each section tells what the API tells of ten thousand sessions', async ({
  page,
}) => {
  await openDashboard(page, service.origin, '?period=week')
  await expectAllLoaded(page)
  const since = new Date(Date.now() - 7 * 86_400_000).toISOString()
  const told = <Answer>(question: string): Promise<Answer> =>
    answerOf<Answer>(page.request, service.origin, `${question}?since=${since}`)
  const written = (value: number): string => value.toLocaleString('en-GB')

  const overview = await told<{ savings: { bytes_ratio: number; sessions: number } }>('overview')
  await expect(section(page, 'savings')).toContainText(written(overview.savings.sessions))
  // Never more than it is.
  const saved = (Math.floor((1 - overview.savings.bytes_ratio) * 1000) / 10).toFixed(1)
  await expect(section(page, 'savings')).toContainText(`${saved}% fewer bytes than polling with`)

  const { storms, flapping } = await told<{
    storms: { total: number; told: { sessions: number }[] }
    flapping: { total: number }
  }>('reconnections')
  expect(storms.total).toBeGreaterThan(0)
  const storm = section(page, 'reconnections').getByRole('table', { name: 'Storms' })
  await expect(storm.locator('tbody tr')).toHaveCount(storms.total)
  await expect(storm).toContainText(written(storms.told[0]?.sessions ?? 0))
  await expect(
    section(page, 'reconnections').getByRole('table', { name: 'Flapping' }).locator('tbody tr'),
  ).toHaveCount(Math.min(100, flapping.total))

  const engagement = await told<{ active_users: number; watched_to_the_end: number }>('engagement')
  await expect(section(page, 'engagement')).toContainText(written(engagement.active_users))
  await expect(section(page, 'engagement')).toContainText(written(engagement.watched_to_the_end))

  const experiment = section(page, 'experiment')
  await expect(experiment.locator('[data-measure]')).toHaveCount(6)
  await expect(experiment.locator('[data-measure="requests"]')).toContainText('Streams are better')
  await expect(experiment.locator('.whiskers svg')).toHaveCount(6)
})

test('AC-3.2.5 a plot has its figures as a table as well', async ({ page }) => {
  await openDashboard(page, service.origin, '?period=week')
  await expectAllLoaded(page)
  const { series } = await answerOf<{ series: unknown[] }>(
    page.request,
    service.origin,
    `connections?since=${new Date(Date.now() - 7 * 86_400_000).toISOString()}`,
  )
  const connections = section(page, 'connections')
  await expect(connections.getByRole('table')).toHaveCount(0)
  await connections.getByText('Show as a table').click()
  await expect(connections.getByRole('table').locator('tbody tr')).toHaveCount(series.length)
})

test('AC-3.2.5 the service is asked one question at a time, those in view first, and old figures stay meanwhile', async ({
  page,
}) => {
  const open = watchQuestions(page)
  const held: (() => void)[] = []
  await page.route('**/api/v1/admin/connections*', async (route) => {
    await new Promise<void>((resolve) => held.push(resolve))
    await route.continue()
  })
  await openDashboard(page, service.origin, '?period=week')
  await expect.poll(() => held.length).toBe(1)
  await section(page, 'engagement').scrollIntoViewIfNeeded()
  await expect(section(page, 'engagement')).toBeInViewport()
  held.shift()?.()
  // Where it is it stays until it has its figures.
  await expect(section(page, 'engagement').locator('.section-body')).toBeVisible()
  await expectAllLoaded(page)
  expect(open.asked.indexOf('engagement')).toBeLessThan(open.asked.indexOf('latency'))
  expect(open.most).toBe(1)

  await page.getByText('30 days').click()
  const connections = section(page, 'connections')
  await expect(connections).toContainText('still of the period before')
  await expect(connections.locator('.plot')).toBeVisible()
  await expect.poll(() => held.length).toBe(1)
  held.shift()?.()
  await expect(connections).not.toContainText('still of the period before')
})

/** How many questions were under way at once, at most, and which have been asked. */
function watchQuestions(page: Page): { most: number; asked: string[] } {
  const seen = { most: 0, asked: [] as string[] }
  let underWay = 0
  const isQuestion = (url: string): boolean => url.includes('/api/v1/admin/')
  page.on('request', (request) => {
    if (!isQuestion(request.url())) return
    underWay += 1
    seen.most = Math.max(seen.most, underWay)
    seen.asked.push(new URL(request.url()).pathname.split('/').at(-1) ?? '')
  })
  const end = (request: Request): void => {
    if (isQuestion(request.url())) underWay -= 1
  }
  page.on('requestfinished', end)
  page.on('requestfailed', end)
  return seen
}
