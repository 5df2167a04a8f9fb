import { expectTrueAndInOrder, statusesShown } from '../support/expectations'
import { speechLasting } from '../support/speech'
import { expect, test } from './test'

test('AC-2.1.1 AC-2.2.1 AC-2.2.2 AC-2.2.4 AC-2.3.3 a job from upload to transcript: progress is seen moving, true and never backwards', async ({
  gateway,
  session,
}) => {
  await session.upload(speechLasting(12))
  await session.connects('open')
  await session.says('Real-time updates active')
  await session.job('completed')
  await session.offersTranscript()

  const shown = await session.shown()
  expectTrueAndInOrder(shown, gateway)
  expect(new Set(statusesShown(shown).map(({ progress }) => progress)).size).toBeGreaterThan(4)
  expect(new Set(shown.map(({ message }) => message)).size).toBeGreaterThan(2)
  expect(shown.at(-1)).toMatchObject({ status: 'completed', progress: 100, percent: '100%' })
  expect(gateway.count('stream')).toBe(1)
  expect(gateway.count('status')).toBe(0)
})
