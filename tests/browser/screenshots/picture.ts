import { test as base, type Page } from '@playwright/test'
import { resolve } from 'node:path'
import { Stage } from './stage'

const folder = resolve(import.meta.dirname, '../../../build/screenshots')

interface Fixtures {
  stage: Stage
  /** Write what the page shows now to `<name>.<look>.png`. */
  picture: (name: string) => Promise<void>
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
  picture: async ({ page }, use, { project }) => {
    // The times of day on the pictures are the same each time.
    await page.clock.setFixedTime('2026-01-01T12:00:00.000Z')
    await use(async (name) => {
      await page.evaluate(() => document.fonts.ready)
      // What is far below the window is on the picture too.
      await page.addStyleTag({ content: '* { content-visibility: visible !important }' })
      await page.screenshot({
        path: resolve(folder, `${name}.${project.name}.png`),
        fullPage: true,
        caret: 'hide',
      })
    })
  },
})

/** The page's heading is there. */
export async function shownPage(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
}
