import { expect, test } from './test'

test('AC-2.3.3 with the keyboard alone a sample is transcribed, and its transcript can be downloaded', async ({
  session,
}) => {
  await session.open('/')
  await session.offersSamples()
  await session.tabTo(/, \d+ s/)
  await session.tab.press('Enter')

  await session.job('completed')
  await session.offersTranscript()
  await session.tabTo(/^TXT$/)
  expect(await session.tab.evaluate(() => document.activeElement?.getAttribute('href'))).toMatch(
    /transcript\.txt$/,
  )
})
