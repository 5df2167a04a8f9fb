/** Ways to give a recording, other than the file dialogue. */
import type { Page } from '@playwright/test'
import { speechLasting, type AudioFile } from './support/speech'
import { expect, test } from './support/test'

interface Given {
  files: { name: string; type: string; base64: string }[]
  text?: string
}

const given = (...files: AudioFile[]): Given => ({
  files: files.map(({ name, mimeType, buffer }) => ({
    name,
    type: mimeType,
    base64: buffer.toString('base64'),
  })),
})

/** What a drag or the clipboard holds, in the page. */
const transferOf = (page: Page, { files, text }: Given) =>
  page.evaluateHandle(
    ({ files, text }) => {
      const transfer = new DataTransfer()
      for (const { name, type, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        transfer.items.add(new File([bytes], name, { type }))
      }
      if (text !== undefined) transfer.setData('text/plain', text)
      return transfer
    },
    { files, text },
  )

async function drop(page: Page, what: Given): Promise<void> {
  const dataTransfer = await transferOf(page, what)
  const zone = page.locator('.drop-zone')
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await zone.dispatchEvent(event, { dataTransfer, bubbles: true, cancelable: true })
  }
}

test.describe('a recording', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/')
    await expect(page.locator('.samples button').first()).toBeVisible()
  })

  test('that is dropped is uploaded', async ({ page }) => {
    await drop(page, given(speechLasting(4)))
    await expect(page).toHaveURL(/\/sessions\//)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('speech.wav')
  })

  test('that is pasted by keyboard is uploaded', async ({ page }) => {
    const clipboardData = await transferOf(page, given(speechLasting(4)))
    await page.getByRole('button', { name: /paste/ }).focus()
    await page.evaluate((data) => {
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    }, clipboardData)
    await expect(page).toHaveURL(/\/sessions\//)
  })

  test('AC-2.2.5 comes alone: several at once, and what is no file, are refused with a reason', async ({
    page,
    gateway,
  }) => {
    await drop(page, given(speechLasting(4), speechLasting(4)))
    await expect(page.getByRole('alert')).toContainText('One recording at a time, please.')
    await drop(page, { files: [], text: 'https://example.com/speech.wav' })
    await expect(page.getByRole('alert')).toContainText('That was not a file.')
    expect(gateway.requests.filter(({ method }) => method === 'POST')).toEqual([])
  })
})
