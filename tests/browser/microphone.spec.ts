import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectAccessible } from './support/accessible'
import { chromiumFlags, findChromium } from './support/chromium'
import { downloadLink, expectJob } from './support/session-page'
import { speechLasting } from './support/speech'
import { expect, test } from './support/test'

const spokenFile = join(tmpdir(), `spoken-${process.pid}.wav`)

test.beforeAll(async () => {
  await writeFile(spokenFile, speechLasting(18).buffer)
})

test.afterAll(async () => {
  await rm(spokenFile, { force: true })
})

interface Kept {
  microphone: MediaStream
}

/** Runs in the page: leaves the open microphone where a test finds it. */
function keepMicrophone(): void {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await ask(constraints)
    Object.assign(window, { microphone: stream })
    return stream
  }
}

test.use({
  permissions: ['microphone'],
  launchOptions: {
    executablePath: findChromium(),
    args: [
      ...chromiumFlags,
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${spokenFile}`,
    ],
  },
})

test.describe('recording from the microphone', () => {
  test('what was spoken is recorded, sent as it is, and transcribed', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Record with the microphone' }).click()
    await expect(page.getByRole('timer')).toHaveText(/0:0[3-9]/)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect(page.getByRole('button', { name: 'Transcribe this recording' })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Transcribe this recording' }).click()

    await expectJob(page, 'completed')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\.(webm|ogg)$/)
    await expect(downloadLink(page)).toBeVisible()
    await expect(page.locator('.segments li')).not.toHaveCount(0)
  })

  test('a recording can be discarded, and the microphone is released', async ({ page }) => {
    await page.addInitScript(keepMicrophone)
    await page.goto('/')
    await page.getByRole('button', { name: 'Record with the microphone' }).click()
    await expect(page.getByRole('timer')).toBeVisible()
    await page.getByRole('button', { name: 'Discard' }).click()
    await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible()

    const states = await page.evaluate(() =>
      (window as unknown as Kept).microphone.getTracks().map(({ readyState }) => readyState),
    )
    expect(states).toEqual(['ended'])
  })

  test('AC-2.2.5 a microphone that goes away ends the recording, says so, and leaves what was recorded', async ({
    page,
  }) => {
    await page.addInitScript(keepMicrophone)
    await page.goto('/')
    await page.getByRole('button', { name: 'Record with the microphone' }).click()
    await expect(page.getByRole('timer')).toHaveText(/0:0[3-9]/)
    await page.evaluate(() => {
      for (const track of (window as unknown as Kept).microphone.getTracks()) track.stop()
    })
    await expect(page.getByRole('alert')).toContainText('The microphone is gone.')
    await expect(page.getByRole('timer')).toHaveCount(0)
    await page.getByRole('button', { name: 'Transcribe this recording' }).click()
    await expectJob(page, 'completed')
    await expect(page.locator('.segments li')).not.toHaveCount(0)
  })

  test('AC-2.2.5 a recording is not lost by a click on another page: the page asks first', async ({
    page,
  }) => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Record with the microphone' }).click()
    await expect(page.getByRole('timer')).toBeVisible()
    const away = page.getByRole('link', { name: 'Your transcriptions' })
    const question = page.getByRole('alertdialog', { name: 'Throw the recording away?' })
    await away.click()
    await question.getByRole('button', { name: 'Stay here' }).click()
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect(page.getByRole('button', { name: 'Transcribe this recording' })).toBeVisible()
    await away.click()
    await question.getByRole('button', { name: 'Throw it away and leave' }).click()
    await expect(page).toHaveURL(/\/sessions$/)
  })

  test('the second click of a double click on what stood there before does not discard', async ({
    page,
  }) => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Record with the microphone' }).click()
    await expect(page.getByRole('timer')).toBeVisible()
    await page.getByRole('button', { name: 'Discard' }).dispatchEvent('click', { detail: 2 })
    await expect(page.getByRole('timer')).toHaveText(/0:0[1-9]/)
  })

  test('without permission the page says what to do instead', async ({ page }) => {
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))
    })
    await page.goto('/')
    await page.getByRole('button', { name: 'Record with the microphone' }).click()
    await expect(page.getByRole('alert')).toContainText('The microphone is not allowed.')
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible()
  })
})
