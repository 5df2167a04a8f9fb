import { expectTrueAndInOrder } from './support/expectations'
import {
  expectConnection,
  expectJob,
  expectProgressAbove,
  statusCard,
  upload,
} from './support/session-page'
import { holdRecogniser } from './support/recogniser'
import { speechLasting } from './support/speech'
import { expect, sessionPath, test, withPolicy } from './support/test'
import { shownBy, type Shown } from './support/witness'

const swift = { backoffBaseMs: 40, connectTimeoutMs: 1_000, pollIntervalMs: 200 }

test.describe('SSE, polling instead of it, and SSE again', () => {
  for (const fault of ['refuse', 'cut', 'swallow'] as const) {
    test(`AC-2.1.3 AC-3.1.1 AC-3.1.4 with streams that a proxy would ${fault}, polling begins after the third attempt and the user is told`, async ({
      page,
      gateway,
    }) => {
      gateway.spoilStreams(fault)
      await upload(page, speechLasting(12), withPolicy({ ...swift, probeIntervalMs: 600_000 }))
      const recogniser = await holdRecogniser(page)
      await expectConnection(page, 'polling')
      await expect(statusCard(page)).toContainText('Fallback mode: updates every 0.2 s')
      recogniser.goOn()
      await expectJob(page, 'completed')

      expect(gateway.count('stream')).toBe(3)
      expectTrueAndInOrder(await shownBy(page), gateway)
    })
  }

  test('AC-3.1.1 AC-3.1.3 AC-3.1.5 a stream that is lost and healed leaves no update out, and shows none twice or backwards', async ({
    page,
    gateway,
  }) => {
    await upload(page, speechLasting(30), withPolicy({ ...swift, probeIntervalMs: 400 }))
    await expectConnection(page, 'open')
    await expectProgressAbove(page, 0)

    gateway.spoilStreams('refuse')
    await expectConnection(page, 'polling')
    const recogniser = await holdRecogniser(page)
    await expect(statusCard(page)).toContainText('Fallback mode')
    const pollsAtFallback = gateway.count('status')
    await expect.poll(() => gateway.count('status')).toBeGreaterThan(pollsAtFallback + 2)

    // Updates come while the way is changed, and as many as may.
    recogniser.goOn()
    gateway.spoilStreams('pass')
    await expectConnection(page, 'open')
    await expect(statusCard(page)).toContainText('Real-time updates active')
    const pollsAtPromotion = gateway.count('status')

    await expectJob(page, 'completed')
    await expectConnection(page, 'closed')
    expect(gateway.count('status')).toBe(pollsAtPromotion)

    const shown = await shownBy(page)
    expectTrueAndInOrder(shown, gateway)
    expect(statesOf(shown).join(' ')).toMatch(/open .*polling open closed$/)

    const held = await page.request.get(`/api/v1${sessionPath(page)}/status`)
    const { sequence, progress, status } = (await held.json()) as Record<string, unknown>
    expect(shown.at(-1)).toMatchObject({ sequence, progress, status })
  })
})

/** The connection's states in the order of their showing. */
function statesOf(shown: readonly Shown[]): string[] {
  return shown
    .map(({ connection }) => connection)
    .filter((state, index, states) => state !== states[index - 1])
}
