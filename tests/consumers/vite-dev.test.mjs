/** Vite's development server, which bundles dependencies once, to a folder of its own, and serves from there. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { faultsDuring, follows, withBrowser } from './support/browser.mjs'
import { serve } from './support/server.mjs'
import { built, WORK } from './support/work.mjs'

withBrowser()

test('Vite, development server', async (t) => {
  const root = await built('vite', [], { as: 'vite-dev' })
  const { createServer } = await import(
    pathToFileURL(join(WORK, 'node_modules/vite/dist/node/index.js'))
  )
  const vite = await createServer({ root, logLevel: 'error', server: { host: '127.0.0.1' } })
  t.after(() => vite.close())
  await vite.listen(0)
  const server = await serve({ folder: root, cors: true })
  t.after(server.close)
  const url = `${vite.resolvedUrls.local[0]}?api=${server.origin}`
  const faults = await faultsDuring(url, (page) => follows(page, server, 'wasm'))
  assert.deepEqual(faults, [])
})
