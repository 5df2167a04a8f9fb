import { downloadLink, expectJob, upload } from './support/session-page'
import { recogniserOf, sessionIdOf } from './support/recogniser'
import { speechLasting } from './support/speech'
import { expect, test } from './support/test'

test.describe('a job whose recogniser breaks down', () => {
  test('AC-2.3.4 is done again on request, as a new session with a transcript', async ({
    page,
  }) => {
    await upload(page, speechLasting(12))
    const failed = sessionIdOf(page)
    ;(await recogniserOf(failed)).breakDown()
    await expectJob(page, 'failed')
    await page.getByRole('button', { name: 'Do it again' }).click()
    await expect(page).not.toHaveURL(new RegExp(failed))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('speech.wav')
    await expectJob(page, 'completed')
    await expect(downloadLink(page)).toBeVisible()
  })
})
