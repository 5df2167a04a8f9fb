/** A page, built and served, and the browser that looks at it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { build } from 'vite'

const HEADLESS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']

/**
 * Calls `use(browser, server)` with the `pages` in `root` (NAME.html) as they would be shipped; all is
 * gone afterwards. `start(folder)` serves them; `alias` is Vite's.
 */
export async function withPage(
  { root, pages = ['index'], executablePath, start, alias = {} },
  use,
) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-page-'))
  const cleanUp = [() => rm(folder, { recursive: true, force: true })]
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      // One React for all, whoever brings one along.
      resolve: { alias, dedupe: ['react', 'react-dom'] },
      build: {
        outDir: folder,
        emptyOutDir: true,
        assetsInlineLimit: 0,
        rolldownOptions: { input: pages.map((name) => join(root, `${name}.html`)) },
      },
    })
    const server = await start(folder)
    cleanUp.unshift(() => server.close())
    const browser = await chromium.launch({ executablePath, args: HEADLESS })
    cleanUp.unshift(() => browser.close())
    return await use(browser, server)
  } finally {
    for (const undo of cleanUp) await undo()
  }
}

/** Calls `use(page, devtools)` with a page of its own, whose browser profile is fresh. */
export async function withFreshPage(browser, use) {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    return await use(page, await context.newCDPSession(page))
  } finally {
    await context.close()
  }
}
