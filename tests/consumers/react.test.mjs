/**
 * React 18 and 19, as their development builds: what the server rendered is taken over without
 * mismatch, StrictMode makes no second connection, and what is lazy or a transition works.
 */
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { run } from '../../toolchain/run/command.mjs'
import { faultsDuring, follows, withBrowser } from './support/browser.mjs'
import { serve } from './support/server.mjs'
import { built, WORK } from './support/work.mjs'

const BUNDLE = ['esbuild', 'hydrate.js', '--bundle', '--splitting', '--format=esm', '--outdir=dist']

withBrowser()

for (const [major, home] of [
  [18, join(WORK, 'react-18')],
  [19, WORK],
]) {
  test(`React ${major} renders on the server and takes over`, async (t) => {
    const folder = await built('ssr', [BUNDLE], { as: `ssr-${major}`, home })
    const html = await run(process.execPath, ['render.mjs'], { cwd: folder, limitMs: 60_000 })
    assert.match(html, /data-part="transcription-progress"/)
    assert.match(html, /id="details"/, 'what is lazy was waited for')
    await writeFile(join(folder, 'index.html'), html)

    const server = await serve({ folder })
    t.after(server.close)
    const faults = await faultsDuring(`${server.origin}/`, async (page) => {
      await follows(page, server, 'embedded')
      const version = await page.getAttribute('html', 'data-react')
      assert.equal(Number.parseInt(version), major)
    })
    assert.deepEqual(faults, ['404: /dist/transcription-status-core.wasm'])
  })
}
