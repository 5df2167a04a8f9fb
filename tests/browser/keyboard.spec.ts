import type { Page } from '@playwright/test'
import { expect, test } from './support/test'

/** Press Tab until the focus is on something of this name; fails after a full round. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    if (name.test((await focused.count()) === 0 ? '' : await focused.innerText())) return
  }
  throw new Error(`No focusable element is called ${name}.`)
}

test.describe('with the keyboard alone', () => {
  test('the focus follows: to the heading of a new page, and past the header on request', async ({
    page,
  }) => {
    await page.goto('/')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.locator('main')).toBeFocused()

    await expect(page.locator('.samples button').first()).toBeVisible()
    await tabTo(page, /, \d+ s/)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/sessions\//)
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  })

  test('the file dialogue opens from the keyboard', async ({ page }) => {
    await page.goto('/')
    await tabTo(page, /choose a file/i)
    const dialogue = page.waitForEvent('filechooser')
    await page.keyboard.press('Space')
    expect((await dialogue).isMultiple()).toBe(false)
  })
})
