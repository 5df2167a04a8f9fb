import { expectTrueAndInOrder, statusesShown } from '../support/expectations'
import type { FaultyProxy } from '../support/faulty-proxy'
import { speechLasting } from '../support/speech'
import { eagerFrames } from './page-time'
import type { SessionPage } from './session-page'
import { expect, test } from './test'
import { until } from './until'

test.describe('many tabs on one session', () => {
  // By design a burst shows only its newest status per frame. Here every status counts, so frames
  // come at once: what is left out then was lost.
  test.beforeEach(({ gateway }) => gateway.documents.beforeLoad(eagerFrames))

  test('AC-4.2.1 ten tabs hold one stream, and all show every update to the end', async ({
    gateway,
    profile,
    session,
  }) => {
    const tabs = [session]
    const openTab = async (): Promise<unknown> =>
      tabs.push(await session.in(await profile.newTab()))
    await session.upload(speechLasting(16))
    const recogniser = await session.holdRecogniser()
    // The first few come while updates do: one of each, so that the job outlasts them all.
    while (tabs.length < 4) {
      const came = gateway.statuses.length
      const opening = openTab()
      recogniser.goOn()
      await until(() => gateway.statuses.length).toBeGreaterThan(came)
      recogniser.hold()
      await opening
    }
    while (tabs.length < 10) await openTab()
    expect(gateway.openStreams).toBe(1)
    expect(gateway.count('status')).toBe(0)
    recogniser.goOn()

    for (const tab of tabs) await tab.job('completed')
    expect(gateway.count('stream')).toBe(1)
    for (const tab of tabs) await expectEveryUpdate(tab, gateway)
  })

  for (const [how, end] of [
    ['is closed', (leader: SessionPage) => leader.tab.close()],
    ['goes to another page', (leader: SessionPage) => leader.open('/')],
  ] as const) {
    test(`AC-2.1.3 when the leading tab ${how}, another leads and no update is lost`, async ({
      gateway,
      profile,
      session: leader,
    }) => {
      await leader.upload(speechLasting(8))
      const recogniser = await leader.holdRecogniser()
      const others = [
        await leader.in(await profile.newTab()),
        await leader.in(await profile.newTab()),
      ]
      expect(gateway.count('stream')).toBe(1)
      recogniser.goOn()

      await end(leader)
      await until(() => gateway.count('stream')).toBe(2)
      await until(() => gateway.openStreams).toBe(1)
      for (const tab of others) await tab.connects('open')

      for (const tab of others) await tab.job('completed')
      expect(gateway.count('stream')).toBe(2)
      for (const tab of others) await expectEveryUpdate(tab, gateway)
    })
  }
})

/** From its first on, the tab has shown every status that came from the service. */
async function expectEveryUpdate(tab: SessionPage, gateway: FaultyProxy): Promise<void> {
  const shown = await tab.shown()
  expectTrueAndInOrder(shown, gateway)
  const sequences = statusesShown(shown).map(({ sequence }) => sequence)
  const said = new Set(gateway.statuses.map(({ sequence }) => sequence))
  expect(sequences).toEqual(
    [...said].filter((sequence) => sequence >= (sequences[0] ?? 0)).sort((a, b) => a - b),
  )
}
