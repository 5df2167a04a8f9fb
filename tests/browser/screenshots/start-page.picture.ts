import { shownPage, test } from './picture'

const file = (name: string, bytes: number) => ({
  name,
  mimeType: 'audio/mpeg',
  buffer: Buffer.alloc(bytes),
})

test('empty', async ({ page, stage, picture }) => {
  stage.hasHistory = false
  await page.goto('/')
  await page.locator('.history-empty').waitFor()
  await picture('empty')
})

test('history', async ({ page, picture }) => {
  await page.goto('/')
  await page.getByText('reading.wav').waitFor()
  await picture('history')
})

test('uploading', async ({ page, picture }) => {
  await page.addInitScript(sendHalfInFourSeconds)
  await page.goto('/')
  await page.getByText('reading.wav').waitFor()
  await page.locator('input[type=file]').setInputFiles(file('board-meeting.mp3', 30_000))
  await page.locator('.sending-pace').waitFor()
  await picture('uploading')
})

test('refused upload', async ({ page, stage, picture }) => {
  stage.uploads = 'refused'
  await page.goto('/')
  await page.getByText('reading.wav').waitFor()
  await page.locator('input[type=file]').setInputFiles(file('notes.txt', 20))
  await page.getByRole('alert').waitFor()
  await picture('refused')
})

test('recording', async ({ page, picture }) => {
  await page.goto('/')
  await page.getByText('reading.wav').waitFor()
  await page.locator('.drop-zone .button.quiet').click()
  await page.getByRole('timer').filter({ hasText: '0:01' }).waitFor()
  await picture('recording', { mask: [page.getByRole('timer'), page.getByRole('meter')] })
  await page.locator('.recorder .button').first().click()
  await page.locator('.recorder audio').waitFor()
  await picture('recorded', { mask: [page.locator('audio')] })
})

test('no such page', async ({ page, picture }) => {
  await page.goto('/nowhere')
  await shownPage(page)
  await picture('no-such-page')
})

/** Uploads that tell of one and the same progress on every machine, and never end. */
function sendHalfInFourSeconds(): void {
  let now = 0
  performance.now = () => now
  XMLHttpRequest.prototype.send = function () {
    for (const seconds of [0, 4]) {
      now = seconds * 1_000
      const [loaded, total] = [seconds * 3.1e6, 30e6]
      this.upload.dispatchEvent(new ProgressEvent('progress', { loaded, total }))
    }
  }
}
