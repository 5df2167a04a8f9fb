/** Next.js, App Router: a server component around a client component, exported to static files. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { faultsDuring, follows, showsCard, withBrowser } from './support/browser.mjs'
import { serve } from './support/server.mjs'
import { built } from './support/work.mjs'

withBrowser()

test('Next.js: the exported page is taken over without mismatch, its core is the .wasm', async (t) => {
  const site = await built('next', [['next', 'build']])
  const folder = join(site, 'out')
  assert.match(
    await readFile(join(folder, 'index.html'), 'utf8'),
    /data-part="transcription-progress"/,
  )
  const server = await serve({ folder })
  t.after(server.close)
  const faults = await faultsDuring(`${server.origin}/`, async (page) => {
    await follows(page, server, 'wasm')
    await showsCard(page)
  })
  assert.deepEqual(faults, [])
})
