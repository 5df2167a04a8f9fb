import { sentenceOf } from './support/expectations'
import {
  downloadLink,
  expectConnection,
  expectJob,
  expectProgressAbove,
  statusCard,
  upload,
} from './support/session-page'
import { recogniserOf, sessionIdOf } from './support/recogniser'
import { speechLasting } from './support/speech'
import { expect, test } from './support/test'
import { shownBy } from './support/witness'

test.describe('a job whose recogniser breaks down', () => {
  test('AC-2.3.4 is shown as failed by the stream at once: while time stands still in the page, and without a reload', async ({
    page,
    gateway,
  }) => {
    await page.clock.install()
    await upload(page, speechLasting(240))
    const recogniser = await recogniserOf(sessionIdOf(page))
    await expectConnection(page, 'open')
    await expectProgressAbove(page, 0)
    const documents: string[] = []
    page.on('domcontentloaded', () => documents.push(page.url()))
    // No timer and no frame of the page runs from here on: what is shown was waited for by nobody.
    await page.clock.pauseAt(Date.now() + 10_000)

    recogniser.breakDown()
    await expectJob(page, 'failed')
    const failure = page.getByRole('alert')
    await expect(statusCard(page)).toContainText('The transcription failed')
    await expect(failure).toContainText('The recogniser broke down on this recording.')
    await expect(failure).toContainText('Do it again')
    await expect(downloadLink(page)).toHaveCount(0)
    await expect(page.getByRole('button', { name: /cancel/i })).toHaveCount(0)

    expect(documents).toEqual([])
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 0])
    const last = gateway.statuses.at(-1)
    expect((await shownBy(page)).at(-1)).toMatchObject({
      sequence: last?.sequence,
      message: last && sentenceOf(last),
      status: 'failed',
    })
  })
})
