import { expectAccessible } from './support/accessible'
import { chooseFile, expectConnection, expectJob, upload } from './support/session-page'
import { holdRecogniser } from './support/recogniser'
import { speechLasting } from './support/speech'
import { expect, test, withPolicy } from './support/test'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    // Transitions are between two colours for a moment, and axe would measure one of those.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('on the start page: empty, uploading, refused, with a history', async ({
      page,
      gateway,
    }) => {
      await page.goto('/')
      await expect(page.locator('.samples button').first()).toBeVisible()
      await expectAccessible(page)

      await chooseFile(page, { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') })
      await expect(page.getByRole('alert')).toBeVisible()
      await expectAccessible(page)

      await chooseFile(page, speechLasting(4))
      await expectJob(page, 'completed')
      await page.goto('/')
      await expect(page.locator('.history-entry')).toHaveCount(1)
      await expectAccessible(page)

      gateway.holdUploads()
      await chooseFile(page, speechLasting(4))
      await expect(page.getByText('Uploading speech.wav')).toBeVisible()
      await expectAccessible(page)
    })

    test('on a session that runs, falls back, and completes', async ({ page, gateway }) => {
      await upload(
        page,
        speechLasting(12),
        withPolicy({ backoffBaseMs: 40, pollIntervalMs: 200, probeIntervalMs: 600_000 }),
      )
      const recogniser = await holdRecogniser(page)
      await expectConnection(page, 'open')
      await expectAccessible(page)
      gateway.spoilStreams('refuse')
      await expectConnection(page, 'polling')
      await expectAccessible(page)
      recogniser.goOn()
      await expectJob(page, 'completed')
      await expect(page.locator('.segments li')).not.toHaveCount(0)
      await page.getByText('Connection details').click()
      await expectAccessible(page)
    })

    test('on a session that cannot be shown, and on a page that is not there', async ({ page }) => {
      for (const path of ['/sessions/00000000-0000-4000-8000-000000000000', '/nowhere']) {
        await page.goto(path)
        await expect(page.getByRole('heading')).not.toHaveCount(0)
        await expectAccessible(page)
      }
    })
  })
}

test('nothing is cut off on a narrow screen, nor at 400 % zoom', async ({ page }) => {
  // 320 CSS pixels are what WCAG 1.4.10 asks for: a 1280 pixel window at 400 %.
  await page.setViewportSize({ width: 320, height: 640 })
  await upload(page, speechLasting(4))
  await expectJob(page, 'completed')
  await page.getByText('Connection details').click()
  for (const path of [page.url(), '/']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
  }
})
