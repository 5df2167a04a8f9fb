import { expectTrueAndInOrder } from '../support/expectations'
import { speechLasting } from '../support/speech'
import { swift } from './policies'
import { expect, test } from './test'
import { until } from './until'

const without = (names: readonly string[]): void => {
  for (const name of names) Reflect.deleteProperty(window, name)
}

for (const [missing, policy, interval] of [
  [['EventSource'], {}, '3'],
  [['EventSource', 'WebAssembly'], swift, '0.2'],
] as const) {
  test.describe(`a browser without ${missing.join(' and ')}`, () => {
    test('AC-3.1.2 AC-3.3.1 AC-3.3.2 AC-3.3.4 AC-3.3.5 polls from the start, by itself, can do everything, and tells its user nothing of what it lacks', async ({
      gateway,
      session,
    }) => {
      gateway.documents.beforeLoad(without, missing)
      await session.upload(speechLasting(24), policy)
      const recogniser = await session.recogniser()
      // The service itself is asked: before the next poll tells the page, the work could be done.
      await until(async () => (await session.held()).status).toBe('processing')
      recogniser.hold()
      await session.job('processing')
      await session.connects('polling')
      await session.says(`Automatic updates every ${interval} s`)
      await session.openConnectionDetails()
      const whileRunning = await session.text()
      recogniser.goOn()
      await session.job('completed')
      await session.offersTranscript()

      for (const text of [whileRunning, await session.text()]) {
        expect(text).not.toMatch(/SSE|EventSource|server-sent|real-time|fallback|support/i)
      }
      expect(await session.alerts()).toBe('')
      expect(gateway.count('stream')).toBe(0)
      expectTrueAndInOrder(await session.shown(), gateway)
      expect(gateway.cores().plain).toBe(missing.length > 1)
    })
  })
}
