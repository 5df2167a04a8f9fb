import { expectTrueAndInOrder } from './support/expectations'
import {
  downloadLink,
  expectConnection,
  expectJob,
  statusCard,
  upload,
} from './support/session-page'
import { speechLasting } from './support/speech'
import { expect, test } from './support/test'
import { shownBy } from './support/witness'

test.describe('a browser without EventSource', () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(window, 'EventSource')
    })
  })

  test('AC-3.3.1 AC-3.3.2 AC-3.3.4 polls from the start, by itself, and can do everything', async ({
    page,
    gateway,
  }) => {
    await upload(page, speechLasting(15))
    await expectConnection(page, 'polling')
    await expect(statusCard(page)).toContainText('Automatic updates every 3 s')
    await expectJob(page, 'completed')
    await expect(downloadLink(page)).toBeVisible()
    await expect(page.locator('.segments li')).not.toHaveCount(0)

    expect(gateway.count('stream')).toBe(0)
    expectTrueAndInOrder(await shownBy(page), gateway)
  })

  test('AC-3.3.5 tells its user nothing of what it lacks', async ({ page }) => {
    await upload(page, speechLasting(15))
    await page.getByText('Connection details').click()
    await expectConnection(page, 'polling')
    const whileRunning = await page.locator('body').innerText()
    await expectJob(page, 'completed')
    const afterwards = await page.locator('body').innerText()

    for (const text of [whileRunning, afterwards]) {
      expect(text).not.toMatch(/SSE|EventSource|server-sent|real-time|fallback|support/i)
    }
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
})
