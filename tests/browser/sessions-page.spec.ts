import { holdAnswers } from './support/hold-answers'
import { holdRecogniser } from './support/recogniser'
import { expectJob, upload } from './support/session-page'
import { speechLasting } from './support/speech'
import { expect, sessionPath, test } from './support/test'
import { controlVisibility } from './support/visibility'

test.describe('the list of all sessions', () => {
  test('AC-2.2.1 AC-4.2.1 shows a running job moving to its end without a reload, over one stream', async ({
    page,
    gateway,
  }) => {
    await upload(page, speechLasting(30))
    const recogniser = await holdRecogniser(page)
    await page.getByRole('link', { name: 'Your transcriptions' }).click()
    const entry = page.locator('.history-entry')
    await expect(entry).toHaveAttribute('data-status', 'processing')
    const bar = entry.getByRole('progressbar', { name: 'Progress of speech.wav' })
    const before = Number(await bar.getAttribute('value'))
    recogniser.goOn()
    await expect.poll(async () => Number(await bar.getAttribute('value'))).toBeGreaterThan(before)
    expect(gateway.openStreams).toBe(1)

    await expect(entry).toHaveAttribute('data-status', 'completed', { timeout: 120_000 })
    await expect.poll(() => gateway.openStreams).toBe(0)
    expect(gateway.count('status')).toBe(0)
  })

  test('AC-2.2.1 an answer that was long on its way takes nothing back that was shown live, and no focus', async ({
    page,
    gateway,
  }) => {
    const turn = await controlVisibility(page)
    await upload(page, speechLasting(30))
    const recogniser = await holdRecogniser(page)
    await page.getByRole('link', { name: 'Your transcriptions' }).click()
    const bar = page.getByRole('progressbar', { name: 'Progress of speech.wav' })
    const progress = async (): Promise<number> => Number(await bar.getAttribute('value'))
    await expect(bar).toBeVisible()
    const then = await progress()
    const old = await (await page.request.get('/api/v1/sessions?limit=20')).text()
    recogniser.goOn()
    await expect.poll(progress).toBeGreaterThan(then)
    recogniser.hold()
    const remove = page.getByRole('button', { name: 'Delete speech.wav' })
    await remove.focus()

    // Nothing newer comes to hide what the answer does.
    gateway.spoilStreams('swallow')
    await page.route(/\/api\/v1\/sessions\?/, (route) =>
      route.fulfill({ contentType: 'application/json', body: old }),
    )
    await turn('hidden')
    await expect.poll(() => gateway.openStreams).toBe(0)
    const shown = await progress()
    const answer = page.waitForResponse(/\/api\/v1\/sessions\?/)
    await turn('visible')
    await answer
    await page.evaluate(() => new Promise(requestAnimationFrame))
    expect(await progress()).toBeGreaterThanOrEqual(shown)
    await expect(remove).toBeFocused()
    recogniser.goOn()
  })

  test('AC-2.2.5 asks before it deletes; what is deleted is gone from the page and the service', async ({
    page,
  }) => {
    await upload(page, speechLasting(45))
    const path = sessionPath(page)
    await page.getByRole('link', { name: 'Your transcriptions' }).click()
    const remove = page.getByRole('button', { name: 'Delete speech.wav' })
    await remove.click()
    const question = page.getByRole('alertdialog', { name: 'Delete this transcription?' })
    await expect(question).toContainText('It is still running and will be cancelled.')
    await page.keyboard.press('Escape')
    await expect(question).toHaveCount(0)
    await expect(remove).toBeFocused()

    await remove.click()
    await question.getByRole('button', { name: 'Delete' }).click()
    await expect(page.locator('.history-entry')).toHaveCount(0)
    await expect(page.getByText('None yet.')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    await expect(page.getByRole('status').filter({ hasText: 'was deleted' })).toHaveText(
      'speech.wav was deleted.',
    )
    expect((await page.request.get(`/api/v1${path}`)).status()).toBe(404)
  })

  test('AC-2.2.5 a deletion that fails says why and can be tried again', async ({ page }) => {
    await upload(page, speechLasting(4))
    await page.getByRole('link', { name: 'Your transcriptions' }).click()
    await page.getByRole('button', { name: 'Delete speech.wav' }).click()
    await page.route('**/api/v1/sessions/*', (route) => route.abort(), { times: 1 })
    const question = page.getByRole('alertdialog')
    await question.getByRole('button', { name: 'Delete' }).click()
    await expect(question.getByRole('alert')).toContainText('The service did not answer.')
    await question.getByRole('button', { name: 'Delete' }).click()
    await expect(page.locator('.history-entry')).toHaveCount(0)
  })

  test('AC-2.2.5 a deletion that is under way is not taken back: the question stays until it is answered, then the session goes', async ({
    page,
  }) => {
    await upload(page, speechLasting(4))
    await page.getByRole('link', { name: 'Your transcriptions' }).click()
    await page.getByRole('button', { name: 'Delete speech.wav' }).click()
    const answer = await holdAnswers(page, '**/api/v1/sessions/*')
    const question = page.getByRole('alertdialog')
    await question.getByRole('button', { name: 'Delete' }).click()
    await expect(question.getByRole('button', { name: 'Deleting…' })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.mouse.click(5, 5)
    // Playwright would wait until it can be used.
    await question.getByRole('button', { name: 'Keep it' }).click({ force: true })
    await expect(question).toBeVisible()

    answer()
    await expect(question).toHaveCount(0)
    await expect(page.locator('.history-entry')).toHaveCount(0)
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  })

  test('AC-2.2.5 a cancelled job is done again from the list, as a new session; what hinders that is told, with what to do', async ({
    page,
  }) => {
    await upload(page, speechLasting(12))
    const path = sessionPath(page)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expectJob(page, 'cancelled')
    await page.getByRole('link', { name: 'Your transcriptions' }).click()
    const again = page.getByRole('button', { name: 'Do speech.wav again' })
    await page.route(
      '**/retry',
      (route) => route.fulfill({ status: 429, json: { code: 'too_many_jobs' } }),
      { times: 1 },
    )
    await again.click()
    await expect(page.getByRole('alert')).toHaveText(
      'You have as many transcriptions waiting as are allowed. Wait until one has ended, or cancel one.',
    )
    // Below what it is about, which can still be read.
    const lower = (await page.getByRole('alert').boundingBox())?.y
    const upper = await page.locator('.history-link').boundingBox()
    expect(lower).toBeGreaterThanOrEqual((upper?.y ?? NaN) + (upper?.height ?? NaN))
    await again.click()
    await expect(page).not.toHaveURL(/\/sessions$/)
    expect(sessionPath(page)).not.toBe(path)
    await expectJob(page, 'completed')
  })

  test('follows the two that are worked on, and none while it is not seen', async ({
    page,
    gateway,
  }) => {
    const turn = await controlVisibility(page)
    await page.goto('/')
    for (let jobs = 0; jobs < 4; jobs += 1) {
      const answer = await page.request.post('/api/v1/sessions', {
        multipart: { audio: speechLasting(60) },
      })
      expect(answer.status()).toBe(201)
    }
    await page.goto('/sessions')
    await expect(page.locator('.history-entry')).toHaveCount(4)
    await expect.poll(() => gateway.openStreams).toBe(2)
    const followed = gateway.requests
      .filter(({ kind }) => kind === 'stream')
      .map(({ path }) => path)
    const oldest = await page
      .locator('.history-link')
      .evaluateAll((links) =>
        links.slice(-2).map((link) => new URL((link as HTMLAnchorElement).href).pathname),
      )
    expect(followed.toSorted()).toEqual(
      oldest.map((path) => `/api/v1${path}/status/stream`).toSorted(),
    )

    await turn('hidden')
    await expect.poll(() => gateway.openStreams).toBe(0)
    await turn('visible')
    await expect.poll(() => gateway.openStreams).toBe(2)
    const list = (await (await page.request.get('/api/v1/sessions')).json()) as {
      sessions: { session_id: string }[]
    }
    for (const { session_id: id } of list.sessions) {
      await page.request.delete(`/api/v1/sessions/${id}`)
    }
  })

  test('older ones are shown on request, page by page, to the last', async ({ page }) => {
    await page.route(/\/api\/v1\/sessions\?/, async (route) => {
      const before = Number(new URL(route.request().url()).searchParams.get('before') ?? 46)
      const from = Math.max(0, before - 20)
      const ids = Array.from({ length: before - from }, (_, at) => before - 1 - at)
      await route.fulfill({
        json: {
          sessions: ids.map(finished),
          next: from > 0 ? `/api/v1/sessions?limit=20&before=${from}` : null,
        },
      })
    })
    await page.goto('/sessions')
    const entries = page.locator('.history-entry')
    const older = page.getByRole('button', { name: 'Show older ones' })
    await expect(entries).toHaveCount(20)
    await older.click()
    await expect(entries).toHaveCount(40)
    await expect(page.getByText('20 more are shown.')).toBeAttached()

    await page.route(/before=/, (route) => route.abort())
    await older.click()
    // Where the user looks, and to be heard.
    const notice = page.getByRole('alert')
    await expect(notice).toContainText('The service did not answer.')
    await expect(entries).toHaveCount(40)
    await page.unroute(/before=/)

    const answer = await holdAnswers(page, /before=/)
    let asked = 0
    page.on('request', (request) => {
      if (request.url().includes('before=')) asked += 1
    })
    await older.click()
    await older.click({ force: true })
    await expect(notice).toHaveCount(0)
    answer()
    await expect(entries).toHaveCount(46)
    expect(asked).toBe(1)
    await expect(older).toHaveCount(0)
    await expect(entries.last()).toContainText('0.wav')
    await expect(page.locator(':focus')).not.toHaveCount(0)
  })
})

/** A finished session as the service lists it. */
const finished = (id: number): Record<string, unknown> => ({
  session_id: `${id}`,
  file_name: `${id}.wav`,
  created_at: '2026-01-01T00:00:00.000Z',
  audio_seconds: 4,
  status: { status: 'completed', progress: 100, timestamp: '2026-01-01T00:00:10.000Z' },
  urls: { audio: null, retry: null },
})
