import { maxUploadBytes } from './support/service'
import { chooseFile, expectJob } from './support/session-page'
import { speechLasting, type AudioFile } from './support/speech'
import { expect, test } from './support/test'

const wav = (name: string, buffer: Buffer): AudioFile => ({ name, mimeType: 'audio/wav', buffer })

const text = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('dear diary, ') }
const half = speechLasting(4).buffer.subarray(0, 60_000)

const bad: { what: string; file: AudioFile; title: RegExp }[] = [
  { what: 'a text', file: text, title: /not a recording that can be read/ },
  { what: 'an empty file', file: wav('empty.wav', Buffer.alloc(0)), title: /recording/ },
  { what: 'half a recording', file: wav('half.wav', half), title: /not complete/ },
  {
    what: 'too large a file',
    file: wav('huge.wav', Buffer.alloc(maxUploadBytes + 1_000_000)),
    title: /too large/,
  },
]

test.describe('uploads that cannot work', () => {
  for (const { what, file, title } of bad) {
    test(`AC-2.2.5 ${what} is refused with a reason, and another recording can be chosen`, async ({
      page,
    }) => {
      await page.goto('/')
      const answer = page.waitForResponse((response) => response.request().method() === 'POST')
      await chooseFile(page, file)
      const problem = (await (await answer).json()) as { detail: string }

      const notice = page.getByRole('alert')
      await expect(notice).toContainText(title)
      await expect(notice).toContainText(problem.detail)
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
