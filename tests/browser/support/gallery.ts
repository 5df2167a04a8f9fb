import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type Page } from '@playwright/test'
import { buildGallery } from '../gallery-page/build'
import { sendFile } from './static-files'

export type Language = 'en' | 'ar'

interface Fixtures {
  gallery: Gallery
  /** Fails the test when the page threw, warned, or tried what its Content-Security-Policy forbids. */
  soundness: undefined
}

export const test = base.extend<Fixtures, { galleryOrigin: string }>({
  galleryOrigin: [
    // The first argument names the fixtures that this one needs, and Playwright wants to see braces.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'gallery-'))
      await buildGallery(folder)
      const server = createServer((request, response) => {
        const { pathname } = new URL(request.url ?? '/', 'http://gallery')
        void sendFile(response, folder, pathname.slice(1))
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
      server.closeAllConnections()
      server.close()
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ galleryOrigin }, use) => {
    await use(galleryOrigin)
  },

  gallery: async ({ page }, use) => {
    await use(new Gallery(page))
  },

  soundness: [
    async ({ page }, use) => {
      const faults: string[] = []
      page.on('pageerror', ({ message }) => faults.push(message))
      page.on('console', (entry) => {
        if (['error', 'warning'].includes(entry.type())) faults.push(entry.text())
      })
      await use(undefined)
      base.expect(faults).toEqual([])
    },
    { auto: true },
  ],
})

export { expect } from '@playwright/test'

/** The page that shows the components in each of their states. */
export class Gallery {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(language: Language = 'en', scene?: string): Promise<void> {
    const query = new URLSearchParams({ language, ...(scene === undefined ? {} : { scene }) })
    await this.page.goto(`/?${query.toString()}`)
    await this.page.locator('.scene').last().waitFor()
  }
}
