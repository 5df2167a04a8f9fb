import { expectTrueAndInOrder } from '../support/expectations'
import type { FaultyProxy } from '../support/faulty-proxy'
import { speechLasting } from '../support/speech'
import { serviceOrigin } from '../support/test'
import type { SessionPage } from './session-page'
import { expect, test } from './test'

async function followsAJob(session: SessionPage, gateway: FaultyProxy): Promise<void> {
  await session.upload(speechLasting(4))
  await session.connects('open')
  await session.job('completed')
  await session.connects('closed')
  expectTrueAndInOrder(await session.shown(), gateway)
}

/** In a page that could not import the plain core, though now it could: https://github.com/whatwg/html/issues/6768. */
async function keepsFailedImports(): Promise<boolean> {
  const asked = performance.getEntriesByType('resource').map(({ name }) => name)
  const plain = asked.find((name) => name.includes('/transcription-status-core-plain-'))
  if (plain === undefined) throw new Error(`Nobody asked for the plain core: ${asked.join(', ')}`)
  return import(plain).then(
    () => false,
    () => true,
  )
}

test.describe('the core of the page', () => {
  test('is WebAssembly, under a policy with neither unsafe-eval nor unsafe-inline that nothing violates', async ({
    gateway,
    session,
  }) => {
    const policy = (await fetch(serviceOrigin())).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
    expect(policy).not.toMatch(/'unsafe-(eval|inline)'/)
    await followsAJob(session, gateway)
    expect(gateway.cores()).toEqual({ wasm: true, plain: false })
  })

  test('is plain JavaScript where there is no WebAssembly', async ({ gateway, session }) => {
    gateway.documents.beforeLoad(() => {
      Reflect.deleteProperty(window, 'WebAssembly')
    })
    await followsAJob(session, gateway)
    expect(gateway.cores()).toEqual({ wasm: false, plain: true })
  })

  test('is WebAssembly out of a script where the .wasm is not served', async ({
    gateway,
    session,
  }) => {
    gateway.documents.withhold(/\.wasm$/)
    await followsAJob(session, gateway)
    expect(gateway.cores()).toEqual({ wasm: true, plain: false })
  })

  test('that could not be had in any form comes by retry(), or with the next page where the browser keeps failed imports', async ({
    gateway,
    view,
    job,
  }) => {
    const setup = { sessionId: job.id }
    const serve = gateway.documents.withhold(/\/(transcription-status-core|embedded)-/)
    await view.open(setup)
    await view.shows({ error: 'core-unavailable' })
    serve()
    if (await view.tab.evaluate(keepsFailedImports)) await view.open(setup)
    else await view.retry()
    await view.shows({ state: 'open', error: '' })
  })

  test.describe('under a policy that does not allow WebAssembly', () => {
    // It has to be tried: no browser tells beforehand.
    test.use({ expectedFaults: /^violation of script-src: wasm-eval$/ })

    test('is plain JavaScript, and nothing else violates it', async ({ gateway, session }) => {
      gateway.documents.changePolicy((policy) => {
        const strict = policy.replace(" 'wasm-unsafe-eval'", '')
        expect(strict).toContain("script-src 'self';")
        return strict
      })
      await followsAJob(session, gateway)
      expect(gateway.cores().plain).toBe(true)
    })
  })
})
