import { becomeAdministrator, expectAllLoaded, startSeededService } from '../support/administration'
import { startService, type RunningService } from '../support/service'
import { shownPage, test } from './picture'

const theDay = 'since=2025-12-31T12:00:00.000Z&until=2026-01-01T12:00:00.000Z'

test.describe('with a history', () => {
  let service: RunningService
  test.beforeAll(async () => {
    service = await startSeededService(2000, '2026-01-01T12:00:00Z')
  })
  test.afterAll(async () => {
    await service.stop()
  })

  test('the dashboard, and one session', async ({ page, picture }) => {
    await becomeAdministrator(page, service.origin)
    await page.goto(`${service.origin}/admin?${theDay}`)
    await expectAllLoaded(page)
    // Part by part: all in one would be large, and anew with each change of one.
    for (const section of await page.locator('[data-section]').all()) {
      const name = (await section.getAttribute('data-section')) ?? 'unnamed'
      await picture(`admin/${name}`, { of: section })
    }
    await page.locator('[data-section=stability] tbody a').first().click()
    await shownPage(page)
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
    await picture('admin/session')
  })
})

test('no history yet, and nobody signed in', async ({ page, picture }) => {
  const service = await startService()
  try {
    await page.goto(`${service.origin}/admin`)
    await shownPage(page)
    await picture('admin/sign-in')
    await becomeAdministrator(page, service.origin)
    await page.goto(`${service.origin}/admin?${theDay}`)
    await expectAllLoaded(page)
    await picture('admin/empty')
  } finally {
    await service.stop()
  }
})
