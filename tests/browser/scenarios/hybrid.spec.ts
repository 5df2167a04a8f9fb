import { expectTrueAndInOrder } from '../support/expectations'
import { speechLasting } from '../support/speech'
import type { Shown } from '../support/witness'
import { swift, withoutProbes } from './policies'
import { expect, test } from './test'
import { until } from './until'

test.describe('SSE, polling instead of it, and SSE again', () => {
  for (const fault of ['refuse', 'cut', 'swallow'] as const) {
    test(`AC-2.1.3 AC-3.1.1 AC-3.1.4 with streams that a proxy would ${fault}, polling begins after the third attempt and the user is told`, async ({
      gateway,
      session,
    }) => {
      gateway.spoilStreams(fault)
      await session.upload(speechLasting(8), withoutProbes)
      const recogniser = await session.holdRecogniser()
      await session.connects('polling')
      await session.says('Fallback mode: updates every 0.2 s')
      recogniser.goOn()
      await session.job('completed')

      expect(gateway.count('stream')).toBe(3)
      expectTrueAndInOrder(await session.shown(), gateway)
    })
  }

  test('AC-3.1.1 AC-3.1.3 AC-3.1.5 a stream that is lost and healed leaves no update out, and shows none twice or backwards', async ({
    gateway,
    session,
  }) => {
    await session.upload(speechLasting(16), { ...swift, probeIntervalMs: 400 })
    await session.connects('open')
    await session.progresses(0)

    gateway.spoilStreams('refuse')
    await session.connects('polling')
    const recogniser = await session.holdRecogniser()
    await session.says('Fallback mode')
    const pollsAtFallback = gateway.count('status')
    await until(() => gateway.count('status')).toBeGreaterThan(pollsAtFallback + 2)

    // Updates come while the way is changed, and as many as may.
    recogniser.goOn()
    gateway.spoilStreams('pass')
    await session.connects('open')
    await session.says('Real-time updates active')
    const pollsAtPromotion = gateway.count('status')

    await session.job('completed')
    await session.connects('closed')
    expect(gateway.count('status')).toBe(pollsAtPromotion)

    const shown = await session.shown()
    expectTrueAndInOrder(shown, gateway)
    expect(statesOf(shown).join(' ')).toMatch(/open .*polling open closed$/)

    const { sequence, progress, status } = await session.held()
    expect(shown.at(-1)).toMatchObject({ sequence, progress, status })
  })
})

/** The connection's states in the order of their showing. */
function statesOf(shown: readonly Shown[]): string[] {
  return shown
    .map(({ connection }) => connection)
    .filter((state, index, states) => state !== states[index - 1])
}
