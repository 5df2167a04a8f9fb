import type { Page } from '@playwright/test'
import { expectTrueAndInOrder } from './support/expectations'
import { expectConnection, expectJob, upload } from './support/session-page'
import { speechLasting } from './support/speech'
import { expect, serviceOrigin, test } from './support/test'
import { shownBy } from './support/witness'

test.describe('the core of the page', () => {
  test('is WebAssembly, under a policy with neither unsafe-eval nor unsafe-inline', async ({
    page,
    gateway,
  }) => {
    const policy = (await fetch(serviceOrigin())).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
    expect(policy).not.toMatch(/'unsafe-(eval|inline)'/)

    const cores = coresAskedForBy(page)
    await upload(page, speechLasting(12))
    await expectConnection(page, 'open')
    await expectJob(page, 'completed')
    expectTrueAndInOrder(await shownBy(page), gateway)
    expect(cores()).toEqual({ wasm: true, plain: false })
  })

  test('is plain JavaScript where there is no WebAssembly, and follows a job to its end', async ({
    page,
    gateway,
  }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(window, 'WebAssembly')
    })
    const cores = coresAskedForBy(page)
    await upload(page, speechLasting(12))
    await expectConnection(page, 'open')
    await expectJob(page, 'completed')
    await expectConnection(page, 'closed')
    expectTrueAndInOrder(await shownBy(page), gateway)
    expect(cores()).toEqual({ wasm: false, plain: true })
  })

  test('is plain JavaScript where the .wasm is not served', async ({ page, gateway }) => {
    await page.route(/\.wasm$/, (route) => route.fulfill({ status: 404, body: 'not found' }))
    const cores = coresAskedForBy(page)
    await upload(page, speechLasting(12))
    await expectConnection(page, 'open')
    await expectJob(page, 'completed')
    expectTrueAndInOrder(await shownBy(page), gateway)
    expect(cores()).toEqual({ wasm: true, plain: true })
  })

  test('is plain JavaScript where the policy does not allow WebAssembly', async ({
    page,
    gateway,
  }) => {
    await page.route('**/*', async (route) => {
      if (!route.request().isNavigationRequest()) return route.fallback()
      const response = await route.fetch()
      const headers = response.headers()
      const policy = headers['content-security-policy']?.replace(" 'wasm-unsafe-eval'", '')
      expect(policy).toContain("script-src 'self';")
      await route.fulfill({
        response,
        headers: { ...headers, 'content-security-policy': policy ?? '' },
      })
    })
    const cores = coresAskedForBy(page)
    await upload(page, speechLasting(12))
    await expectConnection(page, 'open')
    await expectJob(page, 'completed')
    expectTrueAndInOrder(await shownBy(page), gateway)
    expect(cores()).toEqual({ wasm: true, plain: true })
  })
})

/** Which forms of the core the page has asked the server for. */
function coresAskedForBy(page: Page): () => { wasm: boolean; plain: boolean } {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const some = (pattern: RegExp): boolean => asked.some((path) => pattern.test(path))
  return () => ({
    wasm: some(/transcription-status-core-[^/]*\.wasm$/),
    plain: some(/transcription-status-core-plain-[^/]*\.js$/),
  })
}
