import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import {
  becomeAdministrator,
  expectAllLoaded,
  openDashboard,
  section,
  startSeededService,
} from './support/administration'
import { startService, type RunningService } from './support/service'
import { expect, test } from './support/test'

let service: RunningService
let empty: RunningService
test.beforeAll(async () => {
  ;[service, empty] = await Promise.all([startSeededService(300), startService()])
})
test.afterAll(async () => {
  await Promise.all([service.stop(), empty.stop()])
})

const looks = [
  { name: 'light', colorScheme: 'light', locale: 'en-GB' },
  { name: 'dark', colorScheme: 'dark', locale: 'en-GB' },
  { name: 'from right to left', colorScheme: 'dark', locale: 'ar' },
] as const

for (const { name, ...look } of looks) {
  test.describe(`axe finds nothing in the administrators' pages, ${name}`, () => {
    test.use({ ...look, contextOptions: { reducedMotion: 'reduce' } })

    test('where the key is asked for, and refused', async ({ page }) => {
      await page.goto(`${empty.origin}/admin`)
      await expect(page.locator('#admin-key')).toBeVisible()
      await expectAccessible(page)
      await page.locator('form button').click()
      await expect(page.getByRole('alert')).toBeVisible()
      await expectAccessible(page)
    })

    test('without a connection', async ({ page }) => {
      await openDashboard(page, empty.origin)
      await expectAllLoaded(page)
      await expectAccessible(page)
    })

    test('with figures, their tables and a range of one’s own', async ({ page }) => {
      await openDashboard(page, service.origin, '?period=week')
      await expectAllLoaded(page)
      // Short ones: axe looks at each cell, and all tables are made alike.
      for (const name of ['latency', 'engagement']) {
        await section(page, name).locator('.plot-table summary').first().click()
      }
      await page.locator('.admin-toolbar input[value="own"]').check()
      await expect(page.locator('.own-range')).toBeVisible()
      await expectAccessible(page)
      if (look.locale === 'ar') await expectMirrored(page)
    })

    test('on the page of one session', async ({ page }) => {
      await openDashboard(page, service.origin, '?period=week')
      await section(page, 'stability').locator('tbody a').first().click()
      await expect(page.locator('[data-section="session"] .section-body')).toBeVisible()
      await expectAccessible(page)
    })
  })
}

/** The axis of quantities stands where reading begins. */
async function expectMirrored(page: Page): Promise<void> {
  const plot = section(page, 'connections').locator('.plot-canvas')
  const [axis, whole] = [
    await plot.locator('.recharts-yAxis-tick-labels text').first().boundingBox(),
    await plot.boundingBox(),
  ]
  if (axis === null || whole === null) throw new Error('The plot has no axis.')
  expect(axis.x).toBeGreaterThan(whole.x + whole.width / 2)
}

test('the administrators’ pages are worked with the keyboard alone', async ({ page }) => {
  await page.goto(`${service.origin}/admin?period=week`)
  await expect(page.getByLabel('Administration key')).toBeVisible()
  await page.getByLabel('Administration key').focus()
  await signInByKeyboard(page)
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeFocused()

  await tabTo(page, (focused) => focused.getAttribute('value') === 'week')
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/period=month/)
  await expect(section(page, 'connections')).toHaveAttribute('data-old', 'false')

  await tabTo(page, (focused) => focused.matches('[data-section="connections"] svg'))
  await page.keyboard.press('ArrowRight')
  await expect(section(page, 'connections').locator('.plot-reading')).toContainText('Streams')
  await tabTo(page, (focused) => focused.matches('[data-section="connections"] summary'))
  await page.keyboard.press('Enter')
  await expect(section(page, 'connections').getByRole('table')).toBeVisible()

  await expect(section(page, 'stability').locator('tbody a')).not.toHaveCount(0)
  await tabTo(page, (focused) => focused.matches('[data-section="stability"] tbody a'))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/admin\/sessions\//)
  await expect(page.getByRole('heading', { level: 1, name: 'Session' })).toBeFocused()
})

async function signInByKeyboard(page: Page): Promise<void> {
  await page.keyboard.type('administration key of the browser tests')
  await page.keyboard.press('Enter')
}

/** Press Tab until the focus is on what is looked for; fails after a full round. */
async function tabTo(page: Page, isIt: (focused: Element) => boolean): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    if ((await focused.count()) > 0 && (await focused.evaluate(isIt))) return
  }
  throw new Error(`Nothing that can be focused is such: ${isIt.toString()}`)
}

test('nothing of the administrators’ pages is cut off on a narrow screen, nor at 400 % zoom', async ({
  page,
}) => {
  // 320 CSS pixels are what WCAG 1.4.10 asks for: a 1280 pixel window at 400 %.
  await page.setViewportSize({ width: 320, height: 640 })
  const overflow = (): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await page.goto(`${service.origin}/admin`)
  await expect(page.getByLabel('Administration key')).toBeVisible()
  expect(await overflow()).toBe(0)
  await becomeAdministrator(page, service.origin)
  await page.goto(`${service.origin}/admin?period=week`)
  await expectAllLoaded(page)
  expect(await overflow()).toBe(0)
  await section(page, 'stability').locator('tbody a').first().click()
  await expect(page.locator('[data-section="session"] .section-body')).toBeVisible()
  expect(await overflow()).toBe(0)
})
