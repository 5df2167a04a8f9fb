import { expect, type Locator, type Page } from '@playwright/test'
import type { AudioFile } from './speech'

/** Choose a file on the start page, as with the file dialogue. */
export async function chooseFile(page: Page, file: AudioFile): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(file)
}

/** Upload from the start page at `address` and stay until the session's page shows a status. */
export async function upload(page: Page, file: AudioFile, address = '/'): Promise<void> {
  await page.goto(address)
  await chooseFile(page, file)
  await expect(page).toHaveURL(/\/sessions\/[^/?]+/)
  await expect(statusCard(page)).toHaveAttribute('data-sequence', /\d+/)
}

export function statusCard(page: Page): Locator {
  return page.locator('.status-card')
}

export function progressBar(page: Page): Locator {
  return statusCard(page).getByRole('progressbar')
}

/** The connection's state, as the machine names it. */
export async function expectConnection(page: Page, state: string | RegExp): Promise<void> {
  await expect(statusCard(page)).toHaveAttribute('data-connection', state)
}

/** Wait until the job is so far; the wait for a whole transcription is a long one. */
export async function expectJob(page: Page, status: string): Promise<void> {
  await expect(statusCard(page)).toHaveAttribute('data-status', status, { timeout: 120_000 })
}

/** Wait until the page shows a progress that is above `percent` and not yet the end. */
export async function expectProgressAbove(page: Page, percent: number): Promise<void> {
  await expect
    .poll(async () => Number(await progressBar(page).getAttribute('aria-valuenow')))
    .toBeGreaterThan(percent)
}

/** The first thing to do with a finished transcription. */
export function downloadLink(page: Page, format = 'TXT'): Locator {
  return page.getByRole('link', { name: `Download transcript as ${format}` })
}

/** The lines of the transcript, without the times before them. */
export function transcriptLines(page: Page): Locator {
  return page.locator('.segments li')
}
