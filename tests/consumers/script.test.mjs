/** `<script type="module">` with an import map, and nothing else: the installed files as they are. */
import assert from 'node:assert/strict'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { faultsDuring, shows, withBrowser } from './support/browser.mjs'
import { messageOf, serve } from './support/server.mjs'
import { built, WORK } from './support/work.mjs'

withBrowser()

for (const [page, core, needed] of [
  ['index.html', 'wasm', /\/dist\/core\/transcription-status-core\.wasm$/],
  ['single-file.html', 'embedded', /\/dist\/single-file-client\.js$/],
  ['plain.html', 'plain', /\/dist\/core\/transcription-status-core-plain\.js$/],
]) {
  test(`script/${page} follows a session over SSE, its core is '${core}'`, async (t) => {
    const folder = await built('script', [])
    await symlink(join(WORK, 'node_modules'), join(folder, 'node_modules')).catch(ifThere)
    const server = await serve({ folder })
    t.after(server.close)
    const asked = []
    const faults = await faultsDuring(`${server.origin}/${page}`, async (page) => {
      await shows(page, '#message', messageOf('first', 'stream'))
      await shows(page, '#mode', 'sse')
      await shows(page, '#core', core)
      asked.push(...(await page.evaluate(filesOfPackage)))
    })
    assert.deepEqual(faults, [])
    assert.ok(
      asked.some((file) => needed.test(file)),
      `${asked}`,
    )
    if (core === 'embedded') assert.equal(asked.length, 1, `${asked}`)
  })
}

const ifThere = ({ code }) => assert.equal(code, 'EEXIST')

/** In the page: the package's files that were loaded, in the order of their answers. */
const filesOfPackage = () =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.includes('/transcription-status-sse/'))
