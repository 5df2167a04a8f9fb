import { problem } from '../../demo-web/src/language/english/problem'
import { expectAccessible } from './support/accessible'
import { maxUploadBytes } from './support/service'
import { chooseFile, expectJob } from './support/session-page'
import { speechLasting, type AudioFile } from './support/speech'
import { expect, test } from './support/test'

const wav = (name: string, buffer: Buffer): AudioFile => ({ name, mimeType: 'audio/wav', buffer })

const text = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('dear diary, ') }
const half = speechLasting(4).buffer.subarray(0, 60_000)

const bad: { what: string; file: AudioFile; code: keyof typeof problem.known }[] = [
  { what: 'a text', file: text, code: 'not_audio' },
  { what: 'an empty file', file: wav('empty.wav', Buffer.alloc(0)), code: 'audio_empty' },
  { what: 'half a recording', file: wav('half.wav', half), code: 'audio_truncated' },
  {
    what: 'too large a file',
    file: wav('huge.wav', Buffer.alloc(maxUploadBytes + 1_000_000)),
    code: 'upload_too_large',
  },
]

test.describe('uploads that cannot work', () => {
  for (const { what, file, code } of bad) {
    test(`AC-2.2.5 ${what} is refused with a reason and advice, in words for people, and another recording can be chosen`, async ({
      page,
    }) => {
      await page.goto('/')
      const answer = page.waitForResponse((response) => response.request().method() === 'POST')
      await chooseFile(page, file)
      const refusal = (await (await answer).json()) as { code: string; detail: string }
      expect(refusal.code).toBe(code)

      const notice = page.getByRole('alert')
      const { title, detail } = problem.known[code] ?? {}
      await expect(notice).toHaveText(`${title}${detail}`)
      await expect(notice).not.toContainText(refusal.detail)
      await expect(page).toHaveURL(/\/$/)

      await chooseFile(page, speechLasting(4))
      await expectJob(page, 'completed')
    })
  }

  test('AC-2.2.5 an upload that nobody answers says so, and can be sent again', async ({
    page,
  }) => {
    await page.goto('/')
    await page.route('**/api/v1/sessions', (route) => route.abort(), { times: 1 })
    await chooseFile(page, speechLasting(4))
    await expect(page.getByRole('alert')).toContainText('The service did not answer.')

    await page.getByRole('button', { name: /try again/i }).click()
    await expectJob(page, 'completed')
  })

  test('AC-2.2.5 an upload is not lost by a click on another page: the page asks first', async ({
    page,
    gateway,
  }) => {
    gateway.holdUploads()
    await page.goto('/')
    await chooseFile(page, speechLasting(240))
    await expect(page.locator('.sending')).toBeVisible()
    const away = page.getByRole('link', { name: 'Your transcriptions' })
    const question = page.getByRole('alertdialog', { name: 'Stop the upload?' })
    await away.click()
    await question.getByRole('button', { name: 'Stay here' }).click()
    await expect(question).toHaveCount(0)
    await expect(page.locator('.sending')).toBeVisible()
    await expect(page).toHaveURL(/\/$/)

    await away.click()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(page.locator('.sending')).toBeVisible()
    expect(gateway.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
    await away.click()
    await question.getByRole('button', { name: 'Stop it and leave' }).click()
    await expect(page).toHaveURL(/\/sessions$/)
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  })

  test('an upload shows how much was really sent, and can be cancelled', async ({
    page,
    gateway,
  }) => {
    gateway.holdUploads()
    await page.goto('/')
    await chooseFile(page, speechLasting(240))
    const bar = page.getByRole('progressbar', { name: 'Upload progress' })
    // What fits into the buffers on the way has been sent; the rest waits for the gateway.
    await expect.poll(async () => Number(await bar.getAttribute('value'))).toBeGreaterThan(0)
    expect(Number(await bar.getAttribute('value'))).toBeLessThan(100)

    await page.getByRole('button', { name: 'Cancel upload' }).click()
    await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
})
