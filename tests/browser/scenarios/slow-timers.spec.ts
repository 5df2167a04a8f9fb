import { expectTrueAndInOrder } from '../support/expectations'
import { speechLasting } from '../support/speech'
import { slowTime } from './page-time'
import { swift } from './policies'
import { expect, test } from './test'
import { until } from './until'

test('AC-3.1.1 AC-3.1.3 AC-3.1.5 where timers last a second at least, as in hidden pages, all ways and the way back work', async ({
  gateway,
  session,
}) => {
  gateway.documents.beforeLoad(slowTime)
  gateway.spoilStreams('refuse')
  await session.upload(speechLasting(8), swift)
  const recogniser = await session.holdRecogniser()
  await session.connects('polling')
  gateway.spoilStreams('pass')
  await session.connects('open')
  recogniser.goOn()
  await session.job('completed')
  await session.connects('closed')
  expectTrueAndInOrder(await session.shown(), gateway)
})

test('AC-2.3.1 in a tab behind another, whose timers the browser itself slows, the job is followed to its end', async ({
  engine,
  gateway,
  profile,
  session,
}) => {
  // Playwright tells each page of Chromium that it is looked at, and lets no timer be slowed;
  // MiniBrowser (WebKitGTK 2.50) does not always hide the tab that another is opened over.
  test.skip(engine.name !== 'firefox', 'no page is surely hidden here')
  await session.upload(speechLasting(8), swift)
  const recogniser = await session.holdRecogniser()
  await profile.newTab()
  await until(() => session.tab.evaluate(() => document.visibilityState)).toBe('hidden')
  recogniser.goOn()
  await session.job('completed')
  expectTrueAndInOrder(await session.shown(), gateway)
  expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 0])
})
