import { sentenceOf } from '../support/expectations'
import { speechLasting } from '../support/speech'
import { watchTime, type TimedWindow } from './page-time'
import { expect, test } from './test'

test('AC-2.3.4 a job whose recogniser breaks down is shown as failed by the stream at once: while time stands still in the page, and without a reload', async ({
  gateway,
  session,
}) => {
  gateway.documents.beforeLoad(watchTime)
  await session.upload(speechLasting(240))
  const recogniser = await session.recogniser()
  await session.connects('open')
  await session.progresses(0)
  // No timer and no frame of the page runs from here on: what is shown was waited for by nobody.
  await session.tab.evaluate(() => (window as unknown as TimedWindow).stopTime())

  recogniser.breakDown()
  await session.job('failed')
  await session.says('The transcription failed')
  expect(await session.alerts()).toContain('The recogniser broke down on this recording.')
  expect(await session.offersDownload()).toBe(0)
  expect(await session.offersCancelling()).toBe(0)

  // What was shown before is still known: the page is the same.
  expect((await session.shown())[0]?.status).not.toBe('failed')
  expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 0])
  const last = gateway.statuses.at(-1)
  expect((await session.shown()).at(-1)).toMatchObject({
    sequence: last?.sequence,
    message: last && sentenceOf(last),
    status: 'failed',
  })
})

test('AC-2.2.5 a running job can be cancelled, and says so', async ({ session }) => {
  await session.upload(speechLasting(45))
  await session.click('button', 'Cancel')
  await session.job('cancelled')
  await session.connects('closed')
  expect(await session.offersCancelling()).toBe(0)
  expect(await session.offersDownload()).toBe(0)
})
