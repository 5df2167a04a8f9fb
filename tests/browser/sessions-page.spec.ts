import { holdRecogniser } from './support/recogniser'
import { expectJob, upload } from './support/session-page'
import { speechLasting } from './support/speech'
import { expect, sessionPath, test } from './support/test'

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

  test('AC-2.2.5 a cancelled job is done again from the list, as a new session', async ({
    page,
  }) => {
    await upload(page, speechLasting(12))
    const path = sessionPath(page)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expectJob(page, 'cancelled')
    await page.getByRole('link', { name: 'Your transcriptions' }).click()
    await page.getByRole('button', { name: 'Do speech.wav again' }).click()
    await expect(page).not.toHaveURL(/\/sessions$/)
    expect(sessionPath(page)).not.toBe(path)
    await expectJob(page, 'completed')
  })

  test('follows the two that are worked on, and none while it is not seen', async ({
    page,
    gateway,
  }) => {
    await page.addInitScript(() => {
      let state: DocumentVisibilityState = 'visible'
      Object.defineProperty(document, 'visibilityState', { get: () => state })
      Object.assign(window, {
        turn: (to: DocumentVisibilityState) => {
          state = to
          document.dispatchEvent(new Event('visibilitychange'))
        },
      })
    })
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

    const turn = (to: DocumentVisibilityState): Promise<void> =>
      page.evaluate((state) => {
        ;(window as unknown as { turn: (state: DocumentVisibilityState) => void }).turn(state)
      }, to)
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
    await older.click()
    await expect(entries).toHaveCount(46)
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
