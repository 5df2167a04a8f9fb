/** Ways to give a recording, other than the file dialogue. */
import type { Page } from '@playwright/test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { speechLasting, type AudioFile } from './support/speech'
import { expect, test } from './support/test'

/** Let go of what a drag from outside the browser holds, over the place for it. */
async function drop(page: Page, files: string[], text?: string): Promise<void> {
  const box = await page.locator('.drop-zone').boundingBox()
  if (box === null) throw new Error('Expected a place to drop at.')
  const items = text === undefined ? [] : [{ mimeType: 'text/plain', data: text }]
  const devtools = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', {
      type,
      x: box.x + box.width / 2,
      y: box.y + 20,
      data: { items, files, dragOperationsMask: 1 },
    })
  }
}

/** Paste a file where the focus is. */
async function paste(page: Page, { name, mimeType, buffer }: AudioFile): Promise<void> {
  await page.evaluate(
    ({ name, mimeType, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([bytes], name, { type: mimeType }))
      // As for a file that was copied from a folder; those of scripts have none.
      DataTransferItem.prototype.webkitGetAsEntry = () => ({ isFile: true }) as FileSystemEntry
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    },
    { name, mimeType, base64: buffer.toString('base64') },
  )
}

const folder = mkdtempSync(join(tmpdir(), 'recordings-'))
const recording = join(folder, 'speech.wav')

test.beforeAll(() => {
  writeFileSync(recording, speechLasting(4).buffer)
})

test.afterAll(() => {
  rmSync(folder, { recursive: true })
})

test.describe('a recording', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/')
    await expect(page.locator('.samples button').first()).toBeVisible()
  })

  test('that is dropped is uploaded', async ({ page }) => {
    await drop(page, [recording])
    await expect(page).toHaveURL(/\/sessions\//)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('speech.wav')
  })

  test('that is pasted by keyboard is uploaded', async ({ page }) => {
    await page.getByRole('button', { name: /paste/ }).focus()
    await paste(page, speechLasting(4))
    await expect(page).toHaveURL(/\/sessions\//)
  })

  test('AC-2.2.5 comes alone: several at once, and what is no file, are refused with a reason', async ({
    page,
    gateway,
  }) => {
    await drop(page, [recording, recording])
    await expect(page.getByRole('alert')).toContainText('One recording at a time, please.')
    await drop(page, [], 'https://example.com/speech.wav')
    await expect(page.getByRole('alert')).toContainText('That was not a file.')
    expect(gateway.requests.filter(({ method }) => method === 'POST')).toEqual([])
  })
})
