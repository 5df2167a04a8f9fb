import { shownPage, test } from './picture'

test('all sessions', async ({ page, picture }) => {
  await page.goto('/sessions')
  await shownPage(page)
  await page.getByText('reading.wav').waitFor()
  await picture('sessions')
})

test('a question before deletion', async ({ page, picture }) => {
  await page.goto('/sessions')
  await page.locator('.history-actions button').first().click()
  await page.getByRole('alertdialog').waitFor()
  await picture('deletion')
})
