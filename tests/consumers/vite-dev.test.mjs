/**
 * Vite's development server, which bundles dependencies once, to a folder of its own, and serves them
 * from there. Before 8 it leaves the .wasm behind and answers its address with the page.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { faultsDuring, follows, withBrowser } from './support/browser.mjs'
import { serve } from './support/server.mjs'
import { built, WORK } from './support/work.mjs'

withBrowser()

for (const [major, home, core] of [
  [8, WORK, 'wasm'],
  [7, join(WORK, 'vite-7'), 'embedded'],
]) {
  test(`Vite ${major}, development server: its core is '${core}'`, async (t) => {
    const root = await built('vite', [], { as: `vite-${major}-dev`, home })
    const library = pathToFileURL(join(home, 'node_modules/vite/dist/node/index.js'))
    const { createServer, version } = await import(library)
    assert.equal(Number.parseInt(version), major)
    const vite = await createServer({ root, logLevel: 'error', server: { host: '127.0.0.1' } })
    t.after(() => vite.close())
    await vite.listen(0)
    const server = await serve({ folder: root, cors: true })
    t.after(server.close)
    const url = `${vite.resolvedUrls.local[0]}?api=${server.origin}`
    const faults = await faultsDuring(url, (page) => follows(page, server, core))
    assert.deepEqual(faults, [])
  })
}
