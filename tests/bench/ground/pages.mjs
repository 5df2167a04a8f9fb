/** Pages, built and served, and the browser that looks at them. */
import { readdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, parse } from 'node:path'
import { chromium } from '@playwright/test'
import { build } from 'vite'
import { chromiumFlags } from '../../browser/support/chromium-flags.mjs'

/**
 * Calls `use(browser, server, folder)` with the `pages` as they would be shipped; all is gone afterwards. The
 * page NAME.html is made of the script NAME in `root`, and shows what that puts into `#page`.
 *
 * `start(folder)` serves them; `peers` has the `packages` that are taken from there; `alias` is Vite's.
 */
export async function withPages(
  { root, pages = ['main'], executablePath, start, peers, packages = [], alias = {} },
  use,
) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-pages-'))
  const cleanUp = [() => rm(folder, { recursive: true, force: true })]
  try {
    const documents = await documentsOf(root, pages)
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: [made(documents), installedIn(peers, packages)],
      // One React for all, whoever brings one along.
      resolve: { alias, dedupe: ['react', 'react-dom'] },
      build: {
        outDir: folder,
        emptyOutDir: true,
        assetsInlineLimit: 0,
        rolldownOptions: { input: [...documents.keys()] },
      },
    })
    const server = await start?.(folder)
    if (server) cleanUp.unshift(() => server.close())
    const browser = await chromium.launch({ executablePath, args: chromiumFlags })
    cleanUp.unshift(() => browser.close())
    return await use(browser, server, folder)
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

/** The documents around the scripts, by the path that each would have. */
async function documentsOf(root, pages) {
  const files = await readdir(root)
  const scriptOf = (page) => files.find((file) => parse(file).name === page)
  return new Map(pages.map((page) => [join(root, `${page}.html`), documentAround(scriptOf(page))]))
}

const documentAround = (script) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <link rel="icon" href="data:," />
    <title>One job, watched</title>
  </head>
  <body>
    <main id="page"></main>
    <script type="module" src="./${script}"></script>
  </body>
</html>
`

/** Vite takes `documents` for files that are there. */
const made = (documents) => ({
  name: 'bench-documents',
  enforce: 'pre',
  resolveId: (id) => (documents.has(id) ? id : null),
  load: (id) => documents.get(id) ?? null,
})

const installedIn = (peers, packages) => ({
  name: 'bench-peers',
  enforce: 'pre',
  resolveId(source, importer, options) {
    if (!packages.some((name) => source === name || source.startsWith(`${name}/`))) return null
    return this.resolve(source, join(peers, 'page.js'), { ...options, skipSelf: true })
  },
})
