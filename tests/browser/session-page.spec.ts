import {
  chooseFile,
  downloadLink,
  expectConnection,
  expectJob,
  expectProgressAbove,
  statusCard,
  upload,
} from './support/session-page'
import { holdRecogniser } from './support/recogniser'
import { speechLasting } from './support/speech'
import { expect, sessionPath, test } from './support/test'
import { shownBy } from './support/witness'

test.describe('the page of a session', () => {
  test('AC-2.3.1 a reload in mid-job shows the same job, as far as it is', async ({ page }) => {
    await upload(page, speechLasting(12))
    await expectProgressAbove(page, 0)
    const recogniser = await holdRecogniser(page)
    const before = (await shownBy(page)).at(-1)

    await page.reload()
    await expect(page.getByRole('heading', { name: 'speech.wav' })).toBeVisible()
    await expect(statusCard(page)).toHaveAttribute('data-sequence', /\d+/)
    const [first] = await shownBy(page)
    expect(first?.progress).toBeGreaterThanOrEqual(before?.progress ?? Number.NaN)
    expect(first?.status).toBe('processing')
    recogniser.goOn()
    await expectJob(page, 'completed')
  })

  test('AC-2.3.3 a finished session opened later shows its transcript, without a live connection', async ({
    page,
    gateway,
  }) => {
    await upload(page, speechLasting(4))
    await expectJob(page, 'completed')
    await page.getByRole('link', { name: 'New transcription' }).click()
    await page.getByRole('link', { name: /Completed/ }).click()

    await expect(downloadLink(page)).toBeVisible()
    await expect(page.locator('.segments li')).not.toHaveCount(0)
    await expectConnection(page, 'closed')
    expect(gateway.count('status')).toBeLessThanOrEqual(1)
  })

  test('AC-1.1.2 the session of somebody else is not shown', async ({ page, browser, baseURL }) => {
    await upload(page, speechLasting(4))
    const stranger = await browser.newContext(baseURL === undefined ? {} : { baseURL })
    const strangersPage = await stranger.newPage()
    await strangersPage.goto(sessionPath(page))
    await expect(strangersPage.getByRole('alert')).toContainText(
      'This transcription does not exist, or it belongs to someone else.',
    )
    await expect(strangersPage.locator('[data-sequence]')).toHaveCount(0)
    await stranger.close()
  })

  test('the title tells the progress, for those who look at another tab', async ({ page }) => {
    await upload(page, speechLasting(12))
    await expect(page).toHaveTitle(/^\d+% · speech\.wav$/)
    await expectJob(page, 'completed')
    await expect(page).toHaveTitle('Completed · speech.wav')
  })

  test('two jobs of one user run side by side, each with its own status', async ({ page }) => {
    await upload(page, speechLasting(12))
    const recogniser = await holdRecogniser(page)
    const first = sessionPath(page)
    await page.getByRole('link', { name: 'New transcription' }).click()
    await chooseFile(page, speechLasting(4))
    await expect(page).not.toHaveURL(new RegExp(`${first}$`))
    await expect(page).toHaveURL(/\/sessions\//)
    await expectJob(page, 'completed')
    await page.goto(first)
    await expectJob(page, 'processing')
    recogniser.goOn()
    await expectJob(page, 'completed')
  })

  test.describe('with a policy in the address that cannot work', () => {
    for (const [query, name] of [
      ['policy.pollIntervalMs=-5', 'pollIntervalMs'],
      ['policy.pollIntervalMs=soon', 'pollIntervalMs'],
      ['policy.nonsense=5', 'nonsense'],
    ] as const) {
      test(`AC-2.2.5 ${query} is named, and can be left out`, async ({ page }) => {
        await upload(page, speechLasting(4))
        const path = sessionPath(page)
        await page.goto(`${path}?${query}`)
        await expect(page.getByRole('alert')).toContainText(name)
        await page.getByRole('link', { name: 'Open without these settings' }).click()
        await expectJob(page, 'completed')
      })
    }
  })
})
