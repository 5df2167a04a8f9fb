import { scenes } from '../gallery-page/scenes'
import { expect, test } from '../support/gallery'

test('the components in each state', async ({ page, gallery }, { project }) => {
  await gallery.open(project.name === 'arabic' ? 'ar' : 'en')
  await page.evaluate(() => document.fonts.ready)
  for (const name of Object.keys(scenes)) {
    await expect
      .soft(page.locator(`[id="${name}"]`))
      .toHaveScreenshot(['components', `${name}.png`])
  }
})
