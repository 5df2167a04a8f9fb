import { readFile } from 'node:fs/promises'
import { downloadLink, expectJob, statusCard, upload } from './support/session-page'
import { speechLasting, sampleSpeech, spokenWords } from './support/speech'
import { expect, sessionPath, test } from './support/test'
import { announcedBy } from './support/witness'

test.describe('a transcription from upload to download', () => {
  test('AC-2.2.3 the estimate is shown while the job runs', async ({ page }) => {
    await upload(page, speechLasting(12))
    await expect(statusCard(page)).toContainText(/Estimated completion: (about|in) /)
    await expectJob(page, 'completed')
    await expect(statusCard(page)).not.toContainText('Estimated completion')
  })

  test('AC-2.3.1 AC-2.3.2 AC-2.3.3 the transcript is shown, and its download is what the service holds', async ({
    page,
  }) => {
    await upload(page, sampleSpeech())
    await expectJob(page, 'completed')

    const download = page.waitForEvent('download')
    await downloadLink(page).click()
    const saved = await (await download).path()
    const held = await page.request.get(`/api/v1${sessionPath(page)}/transcript.txt`)
    expect(await readFile(saved, 'utf8')).toBe(await held.text())
    const found = (await held.text()).toLowerCase().match(/[a-z]+/g) ?? []
    expect(found.filter((word) => spokenWords().includes(word)).length).toBeGreaterThan(
      spokenWords().length / 3,
    )

    const spoken = await page.locator('.segments li p').allTextContents()
    expect(spoken.join(' ').split(/\s+/)).toEqual((await held.text()).trim().split(/\s+/))
    await expect(page.getByLabel('Statistics')).toContainText(/Words\s*\d+/)
  })

  test('AC-2.3.3 a sample of the project itself is transcribed with one click', async ({
    page,
  }) => {
    await page.goto('/')
    await page.locator('.samples button').first().click()
    await expectJob(page, 'completed')
    await expect(downloadLink(page)).toBeVisible()
  })

  test('AC-2.2.2 a screen reader hears of quarters and changes, not of each update', async ({
    page,
  }) => {
    await upload(page, speechLasting(12))
    await expectJob(page, 'completed')

    const announced = await announcedBy(page)
    expect(announced.at(-1)).toContain('100%')
    // Queued, begun, four quarters, the end; that real-time updates are active.
    expect(announced.length).toBeLessThanOrEqual(8)
  })
})
