import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { chooseFile, expectConnection, expectJob, upload } from './support/session-page'
import { holdRecogniser } from './support/recogniser'
import { speechLasting } from './support/speech'
import { expect, test, withPolicy } from './support/test'

const looks = [
  { colorScheme: 'light', locale: 'en-GB' },
  { colorScheme: 'dark', locale: 'en-GB' },
  { colorScheme: 'light', locale: 'ar' },
  { colorScheme: 'dark', locale: 'ar' },
] as const

for (const { colorScheme, locale } of looks) {
  test.describe(`axe finds nothing, ${colorScheme}, ${locale}`, () => {
    // Transitions are between two colours for a moment, and axe would measure one of those.
    test.use({ colorScheme, locale, contextOptions: { reducedMotion: 'reduce' } })

    test('on the start page: empty, uploading, refused, with a history; on all sessions, and before a deletion', async ({
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
      for (const path of ['/', '/sessions']) {
        await page.goto(path)
        await expect(page.locator('.history-entry')).toHaveCount(1)
        await expectAccessible(page)
      }
      await page.locator('.history-actions button').click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await expectAccessible(page)

      await page.goto('/')
      gateway.holdUploads()
      await chooseFile(page, speechLasting(4))
      await expect(page.locator('.sending')).toBeVisible()
      await expectAccessible(page)
    })

    test('on a session that runs, falls back, and completes; while its transcript is played', async ({
      page,
      gateway,
    }) => {
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
      await page.locator('[data-word]').first().click()
      await expect(page.locator('[data-spoken]')).toHaveCount(1)
      await page.locator('.connection-figures summary').click()
      await expectAccessible(page)
    })

    test('on a cancelled session, one that cannot be shown, and a page that is not there', async ({
      page,
    }) => {
      await upload(page, speechLasting(45))
      await page.locator('[data-part=actions] button').click()
      await expectJob(page, 'cancelled')
      await expectAccessible(page)
      for (const path of ['/sessions/00000000-0000-4000-8000-000000000000', '/nowhere']) {
        await page.goto(path)
        await expect(page.getByRole('heading')).not.toHaveCount(0)
        await expectAccessible(page)
      }
    })
  })
}

for (const locale of ['en-GB', 'ar'] as const) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale })

    test('nothing is cut off on a narrow screen, nor at 400 % zoom, nor with text of twice the size', async ({
      page,
    }) => {
      // 320 CSS pixels are what WCAG 1.4.10 asks for: a 1280 pixel window at 400 %.
      await page.setViewportSize({ width: 320, height: 640 })
      await upload(page, speechLasting(4))
      await expectJob(page, 'completed')
      const paths = [page.url(), '/', '/sessions']
      for (const path of paths) {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await shown(page)
        expect(await overflowOf(page)).toBe(0)
      }

      await page.setViewportSize({ width: 640, height: 640 })
      for (const path of paths) {
        await page.goto(path)
        await shown(page)
        // WCAG 1.4.4: what a browser's own setting of twice the letter size does.
        await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
        expect(await overflowOf(page)).toBe(0)
      }
    })
  })
}

/** A session with its transcript, or a list of sessions. */
const shown = (page: Page): Promise<void> =>
  page.locator('.segments li, .history-entry').first().waitFor()

const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
