import type { Request } from '@playwright/test'
import {
  chooseFile,
  downloadLink,
  expectConnection,
  expectJob,
  expectProgressAbove,
  statusCard,
  upload,
} from './support/session-page'
import { holdAnswers } from './support/hold-answers'
import { holdRecogniser, recogniserOf, sessionIdOf } from './support/recogniser'
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

  test('AC-2.2.5 a job that ended while its recording could not be asked for says so, and has it on request', async ({
    page,
  }) => {
    await upload(page, speechLasting(12))
    const recogniser = await holdRecogniser(page)
    const session = `**/api/v1/sessions/${sessionIdOf(page)}`
    await page.route(session, (route) => route.abort())
    recogniser.goOn()
    await expectJob(page, 'completed')
    const notice = page.getByRole('alert')
    await expect(notice).toContainText('Not all of this transcription could be loaded.')
    await expect(notice).toContainText('The service did not answer.')
    await expect(page.locator('audio')).toHaveCount(0)
    await page.unroute(session)
    await notice.getByRole('button', { name: 'Try again' }).click()
    await expect(page.locator('audio')).toBeVisible()
    await expect(notice).toHaveCount(0)
  })

  test('AC-2.2.5 one lost answer at the end of a job is made up for by itself', async ({
    page,
  }) => {
    await upload(page, speechLasting(12))
    const recogniser = await recogniserOf(sessionIdOf(page))
    await expectJob(page, 'processing')
    await page.route(`**/api/v1/sessions/${sessionIdOf(page)}`, (route) => route.abort(), {
      times: 1,
    })
    recogniser.breakDown()
    await expectJob(page, 'failed')
    await expect(page.getByRole('button', { name: 'Do it again' })).toBeVisible()
  })

  test('the focus is not lost with the button that goes at the end of the job', async ({
    page,
  }) => {
    await upload(page, speechLasting(12))
    const recogniser = await holdRecogniser(page)
    await page.getByRole('button', { name: 'Cancel' }).focus()
    recogniser.goOn()
    await expectJob(page, 'completed')
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  })

  test('AC-2.2.5 a failed job whose recording is not kept is not advised to be done again', async ({
    page,
  }) => {
    await upload(page, speechLasting(12))
    ;(await recogniserOf(sessionIdOf(page))).breakDown()
    await expectJob(page, 'failed')
    await page.route(`**/api/v1/sessions/${sessionIdOf(page)}`, async (route) => {
      const answer = await route.fetch()
      const session = (await answer.json()) as object
      await route.fulfill({ json: { ...session, urls: { audio: null, retry: null } } })
    })
    await page.reload()
    await expect(statusCard(page)).toContainText('The recording is not kept any more')
    await expect(statusCard(page)).not.toContainText('Do it again')
    await expect(page.getByRole('alert')).toContainText('convert it to WAV or FLAC')
  })

  test('an answer that comes when its user has gone elsewhere takes nobody back', async ({
    page,
  }) => {
    await upload(page, speechLasting(12))
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expectJob(page, 'cancelled')
    const uploads: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/sessions')) uploads.push('one')
    })
    for (const [url, ask] of [
      [/\/retry$/, () => page.getByRole('button', { name: 'Do it again' }).click()],
      [/\/samples\/.*\.ogg$/, () => page.locator('.samples button').first().click()],
    ] as const) {
      const answer = await holdAnswers(page, url)
      const isIt = (request: Request): boolean => url.test(request.url())
      const asked = page.waitForRequest(isIt)
      const ended = Promise.race([
        page.waitForEvent('requestfinished', isIt),
        page.waitForEvent('requestfailed', isIt),
      ])
      await ask()
      await asked
      await page.getByRole('link', { name: 'Your transcriptions' }).click()
      await expect(page).toHaveURL(/\/sessions$/)
      answer()
      await ended
      await page.evaluate(() => new Promise(requestAnimationFrame))
      await expect(page).toHaveURL(/\/sessions$/)
      await page.getByRole('link', { name: 'New transcription' }).click()
    }
    expect(uploads).toEqual([])
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
    // Nobody can sign in here, and the same question has the same answer.
    await expect(statusCard(strangersPage)).not.toContainText(/sign in/i)
    await expect(strangersPage.getByRole('button', { name: 'Try again' })).toHaveCount(0)
    await statusCard(strangersPage).getByRole('link', { name: 'New transcription' }).click()
    await expect(strangersPage.locator('.drop-zone')).toBeVisible()
    await stranger.close()
  })

  test('AC-2.2.5 whose visit has expired is told to reload', async ({ page }) => {
    await page.route('**/status**', (route) =>
      route.fulfill({ status: 401, json: { code: 'unauthorized' } }),
    )
    await page.goto('/sessions/00000000-0000-4000-8000-000000000000')
    await expect(page.getByRole('alert')).toContainText('Your visit has expired.')
    await expect(statusCard(page)).not.toContainText(/sign in|sign-in/i)
    await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0)
    await expect(statusCard(page).getByRole('link', { name: 'Reload' })).toBeVisible()
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
    test('AC-2.2.5 another fault is not taken for one of the policy', async ({ page }) => {
      await upload(page, speechLasting(4))
      await page.route(`**/api/v1/sessions/${sessionIdOf(page)}`, (route) =>
        route.fulfill({ json: { file_name: { no: 'text' } } }),
      )
      await page.goto(`${sessionPath(page)}?policy.pollIntervalMs=200`)
      await expect(page.getByRole('alert')).toContainText('This page ran into an error')
      await expect(page.getByRole('link', { name: 'Open without these settings' })).toHaveCount(0)
    })

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
