/** loading.md and security.md: the core by an address of the app's own, and under the policy. */
import '../node/support/dom.mjs'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname } from 'node:path'
import { test } from 'node:test'
import { chromium } from '@playwright/test'
import { fromRoot } from '../../toolchain/paths.mjs'
import { ensureChromium } from '../../toolchain/test/chromium.mjs'
import { chromiumFlags } from '../browser/support/chromium-flags.mjs'
import { blockWith } from './support/blocks.mjs'
import { scriptRunner } from './support/scripts.mjs'

const LOADING = 'js-bindings/docs/loading.md'
const SECURITY = 'js-bindings/docs/security.md'
const WASM = fromRoot('js-bindings/dist/core/transcription-status-core.wasm')

test('loading.md: the core comes from where wasmUrl says', async (context) => {
  const asked = []
  context.mock.method(globalThis, 'fetch', async (url) => {
    asked.push(String(url))
    return new Response(await readFile(WASM))
  })
  const log = context.mock.method(console, 'log', () => undefined)
  const run = await scriptRunner('loading')
  await run(blockWith(LOADING, 'ts', 'wasmUrl'))
  assert.deepEqual(asked, ['http://127.0.0.1/assets/transcription-status-core.wasm'])
  assert.equal(log.mock.calls[0].arguments[0], 'wasm')
})

const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' }

/** Serves the built package, and a page that preloads, under `policy`. */
async function servePage(context, policy) {
  const pages = {
    '/': [
      'text/html',
      '<!doctype html><title>-</title><script type="module" src="/page.js"></script>',
    ],
    '/page.js': [
      'text/javascript',
      `import { preload } from '/client.js'
       preload().then((core) => (document.title = core), (error) => (document.title = error))`,
    ],
  }
  const server = createServer(async ({ url }, response) => {
    const [type, body] = pages[url] ?? [
      TYPES[extname(url)],
      await readFile(fromRoot('js-bindings/dist', url)).catch(() => null),
    ]
    response.writeHead(body === null ? 404 : 200, {
      'content-type': type ?? 'text/plain',
      'content-security-policy': policy,
    })
    response.end(body ?? '')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  context.after(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${server.address().port}/`
}

test('security.md: under its policy WebAssembly runs, and without one word of it plain JavaScript', async (context) => {
  const [, policy] = /^Content-Security-Policy: (.*)$/m.exec(
    blockWith(SECURITY, 'http', 'Content-Security-Policy').text,
  )
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: chromiumFlags,
  })
  context.after(() => browser.close())
  const coreUnder = async (text) => {
    const page = await browser.newPage()
    await page.goto(await servePage(context, text))
    await page.waitForFunction("document.title !== '-'")
    return page.title()
  }
  assert.equal(await coreUnder(policy), 'wasm')
  assert.equal(await coreUnder(policy.replace(" 'wasm-unsafe-eval'", '')), 'plain')
})
