import { expect, test as base, type Locator, type Page } from '@playwright/test'
import { NOON } from './scenes'
import { Stage } from './stage'

interface Fixtures {
  stage: Stage
  /** Whether time passes as it does, or only when the test lets it; the date is the same in both. */
  time: 'passing' | 'stopped'
  /**
   * What the page shows now is what `<look>/<name>.png` has: all of the page, or `of` it one part, but
   * for what is masked: it moves.
   */
  picture: (name: string, shown?: { of?: Locator; mask?: Locator[] }) => Promise<void>
}

export const test = base.extend<Fixtures>({
  // The first argument names the fixtures that this one needs, and Playwright wants to see braces.
  // eslint-disable-next-line no-empty-pattern
  stage: async ({}, use) => {
    await use(new Stage())
  },
  baseURL: async ({ stage }, use) => {
    const origin = await stage.open()
    await use(origin)
    await stage.close()
  },
  time: ['passing', { option: true }],
  picture: async ({ page, time }, use) => {
    // The times of day on the pictures are the same each time.
    if (time === 'passing') await page.clock.setFixedTime(NOON)
    else {
      await page.clock.install({ time: NOON - 60_000 })
      await page.clock.pauseAt(NOON)
    }
    await use(async (name, { of, mask = [] } = {}) => {
      await page.evaluate(() => document.fonts.ready)
      // What is far below the window is on the picture too. The real service's policy lets no style
      // element in.
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(
          '* { content-visibility: visible !important }' +
            // Players draw how much they have loaded, which is as much as they like.
            'audio::-webkit-media-controls-timeline { visibility: hidden }',
        )
        document.adoptedStyleSheets.push(sheet)
      })
      const path = `${name}.png`.split('/')
      if (of !== undefined) await expect.soft(of).toHaveScreenshot(path, { mask })
      else await expect(page).toHaveScreenshot(path, { fullPage: true, mask })
    })
  },
})

/** The page's heading is there. */
export async function shownPage(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
}
