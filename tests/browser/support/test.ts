import { expect, test as base, type Page } from '@playwright/test'
import { FaultyProxy } from './faulty-proxy'
import { watchStatusCard } from './witness'

interface Fixtures {
  /** The proxy between this test's browser and the service; `page.goto('/')` goes through it. */
  gateway: FaultyProxy
  /** Fails the test when the page threw, or tried what its Content-Security-Policy forbids. */
  soundness: undefined
}

export const test = base.extend<Fixtures>({
  // The first argument names the fixtures that this one needs, and Playwright wants to see braces.
  // eslint-disable-next-line no-empty-pattern
  gateway: async ({}, use) => {
    const proxy = await FaultyProxy.start(serviceOrigin())
    await use(proxy)
    await proxy.stop()
  },

  baseURL: async ({ gateway }, use) => {
    await use(gateway.origin)
  },

  page: async ({ page }, use) => {
    await watchStatusCard(page)
    await use(page)
  },

  soundness: [
    async ({ page }, use) => {
      const faults: string[] = []
      page.on('pageerror', ({ message }) => faults.push(message))
      page.on('console', (entry) => {
        if (entry.text().includes('Content Security Policy')) faults.push(entry.text())
      })
      await use(undefined)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** The service that global-setup started. */
export function serviceOrigin(): string {
  const origin = process.env['SERVICE_ORIGIN']
  if (origin === undefined) throw new Error('SERVICE_ORIGIN is missing: global-setup did not run.')
  return origin
}

/** A query that asks the page for this connection policy; durations are milliseconds. */
export function withPolicy(policy: Record<string, number>): string {
  const entries = Object.entries(policy).map(([key, value]) => [`policy.${key}`, String(value)])
  return `/?${new URLSearchParams(Object.fromEntries(entries) as Record<string, string>).toString()}`
}

/** The path of the session that the page shows. */
export function sessionPath(page: Page): string {
  return new URL(page.url()).pathname
}
