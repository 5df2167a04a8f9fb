import type { Locator, Page } from '@playwright/test'
import { downloadLink, expectJob, upload } from './support/session-page'
import { sampleSpeech, speechLasting } from './support/speech'
import { expect, sessionPath, test } from './support/test'

interface Playing {
  at: number
  isPlaying: boolean
}

const player = (page: Page): Locator => page.locator('audio')

const playing = (page: Page): Promise<Playing> =>
  player(page).evaluate((audio: HTMLAudioElement) => ({
    at: audio.currentTime,
    isPlaying: !audio.paused,
  }))

/** When each word begins, as the service says it. */
async function wordStarts(page: Page): Promise<number[]> {
  const answer = await page.request.get(`/api/v1${sessionPath(page)}/transcript.json`)
  const { segments } = (await answer.json()) as {
    segments: { words: { start: number }[] }[]
  }
  return segments.flatMap(({ words }) => words.map(({ start }) => start))
}

/** Wait until the recording plays, having begun at `start` seconds; then hold it. */
async function expectPlayedFrom(page: Page, start: number | undefined): Promise<void> {
  await expect.poll(async () => (await playing(page)).isPlaying).toBe(true)
  const seeks = await page.evaluate(() => (window as unknown as { seeks: number[] }).seeks)
  expect(seeks.at(-1)).toBeCloseTo(start ?? Number.NaN, 1)
  await player(page).evaluate((audio: HTMLAudioElement) => {
    audio.pause()
  })
}

test.describe('the transcript of a kept recording', () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      const seeks: number[] = []
      Object.assign(window, { seeks })
      addEventListener(
        'seeking',
        ({ target }) => seeks.push((target as HTMLAudioElement).currentTime),
        true,
      )
    })
    await upload(page, sampleSpeech())
    await expectJob(page, 'completed')
    await expect(player(page)).toBeVisible()
  })

  test('AC-2.3.3 plays from the word that was clicked, from a time, and by the keyboard with one tab stop', async ({
    page,
  }) => {
    const starts = await wordStarts(page)
    const word = (place: number): Locator => page.locator(`[data-word="${place}"]`)
    await word(5).click()
    await expectPlayedFrom(page, starts[5])
    await expect(page.locator('[data-spoken]')).toHaveCount(1)

    await page
      .getByRole('button', { name: /^Play from/ })
      .nth(1)
      .click()
    const second = page.locator('.segments li').nth(1)
    await expectPlayedFrom(
      page,
      Number(await second.getByRole('button').getAttribute('data-start')),
    )

    // Out of the transcript and in again: back where the keyboard was.
    await page.keyboard.press('Tab')
    await expect(page.locator('.segments :focus')).toHaveCount(0)
    await page.keyboard.press('Shift+Tab')
    await expect(second.getByRole('button')).toBeFocused()
    await page.keyboard.press('ArrowUp')
    await expect(page.getByRole('button', { name: 'Play from 0:0' }).first()).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(word(1)).toBeFocused()
    await expect(word(1)).toHaveRole('button')
    await page.keyboard.press('Enter')
    await expectPlayedFrom(page, starts[1])
    // All of the page selected: by keyboard that is no wish to select words.
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Enter')
    await expectPlayedFrom(page, starts[1])
    await page.keyboard.press('Control+End')
    await expect(word(starts.length - 1)).toBeFocused()
    await expect(word(1)).not.toHaveAttribute('role', 'button')
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowLeft')
    await expect(page.locator('.segments :focus')).toHaveCount(1)
    expect(await page.locator('.segments [tabindex="0"]').count()).toBe(1)
  })

  test('AC-2.3.5 the mark goes on with the voice, and nothing else in the page changes with it', async ({
    page,
  }) => {
    const starts = await wordStarts(page)
    await page.evaluate(() => {
      const changes: string[] = []
      Object.assign(window, { changes })
      new MutationObserver((records) => {
        for (const { type, attributeName } of records) changes.push(attributeName ?? type)
      }).observe(document.body, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      })
      const audio = document.querySelector('audio')
      if (audio !== null) audio.currentTime = 0
      void audio?.play()
    })
    await expect.poll(async () => (await playing(page)).at).toBeGreaterThan(starts[6] ?? NaN)
    await player(page).evaluate((audio: HTMLAudioElement) => {
      audio.pause()
    })
    const { at } = await playing(page)
    const changes = await page.evaluate(() => (window as unknown as { changes: string[] }).changes)
    expect(new Set(changes)).toEqual(new Set(['data-spoken']))
    // On and off for each word.
    const spoken = starts.filter((start) => start <= at).length
    expect(changes.length).toBeLessThanOrEqual(2 * spoken + 2)
    expect(await page.locator('.transcript [aria-live], .transcript [role=status]').count()).toBe(0)
  })

  test('AC-2.3.3 every format is a download that holds what the service holds', async ({
    page,
  }) => {
    for (const format of ['txt', 'srt', 'vtt', 'json']) {
      const download = page.waitForEvent('download')
      await downloadLink(page, format.toUpperCase()).click()
      const saved = await download
      expect(saved.suggestedFilename()).toMatch(new RegExp(`\\.${format}$`))
      const held = await page.request.get(`/api/v1${sessionPath(page)}/transcript.${format}`)
      expect(held.status()).toBe(200)
      const stream = await saved.createReadStream()
      expect(Buffer.concat(await stream.toArray()).equals(await held.body())).toBe(true)
    }
  })

  test('AC-2.2.5 says so when the recording is not kept any more, or cannot be played or loaded', async ({
    page,
  }) => {
    const text = await page.locator('.segments').innerText()
    const withoutTimes = (spoken: string): string => spoken.replace(/\d+:\d\d/g, '')
    for (const [answer, sentence] of [
      [{ status: 404, body: '' }, 'The recording is not kept any more'],
      [{ status: 200, contentType: 'audio/x', body: 'x' }, 'This browser cannot play'],
      [null, 'The recording could not be loaded'],
    ] as const) {
      await page.route('**/audio', (route) =>
        answer === null ? route.abort() : route.fulfill(answer),
      )
      await page.reload()
      await expect(page.locator('.transcript')).toContainText(sentence)
      await expect(page.locator('.segments button')).toHaveCount(0)
      expect(withoutTimes(await page.locator('.segments').innerText()).split(/\s+/)).toEqual(
        withoutTimes(text).split(/\s+/),
      )
      await page.unroute('**/audio')
    }
    await page.getByRole('button', { name: 'Load it again' }).click()
    await expect(player(page)).toBeVisible()
  })
})

test('AC-2.2.5 a recording that the network lost in the middle can be loaded again', async ({
  page,
}) => {
  await upload(page, sampleSpeech())
  await expectJob(page, 'completed')
  await expect(player(page)).toBeVisible()
  await player(page).evaluate((audio: HTMLAudioElement) => {
    const code = MediaError.MEDIA_ERR_NETWORK
    Object.defineProperty(audio, 'error', { value: { code, message: '' } })
    audio.dispatchEvent(new Event('error'))
  })
  await expect(page.locator('.transcript')).toContainText('The recording could not be loaded')
  await page.getByRole('button', { name: 'Load it again' }).click()
  await expect(player(page)).toBeVisible()
})

test('AC-2.3.5 the transcript of an hour is there as a whole, and one tab stop', async ({
  page,
}) => {
  await upload(page, speechLasting(4))
  await page.route('**/transcript.json', (route) => route.fulfill({ json: hourLong() }))
  await expectJob(page, 'completed')
  await expect(page.locator('[data-word]')).toHaveCount(9_000)
  await expect(page.locator('.segments [tabindex="0"]')).toHaveCount(1)
  await page.locator('.segments [tabindex="0"]').focus()
  await page.keyboard.press('Control+End')
  await expect(page.locator('[data-word="8999"]')).toBeInViewport()
})

/** 500 lines of 18 words. */
function hourLong(): unknown {
  const lines = Array.from({ length: 500 }, (_, line) => {
    const words = Array.from({ length: 18 }, (_, at) => ({
      word: 'word',
      start: line * 7.2 + at * 0.4,
      end: line * 7.2 + at * 0.4 + 0.3,
    }))
    return { start: line * 7.2, end: line * 7.2 + 7, text: 'word '.repeat(18).trim(), words }
  })
  return { language: 'en-US', segments: lines }
}
