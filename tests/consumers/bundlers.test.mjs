/**
 * Bundlers, each as its documents ask for and no more. Those that copy what `new URL(…,
 * import.meta.url)` names serve the .wasm; with the others the core comes out of a script.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { faultsDuring, follows, showsCard, withBrowser } from './support/browser.mjs'
import { serve } from './support/server.mjs'
import { built } from './support/work.mjs'

const esbuild = (...args) => [['esbuild', '--bundle', '--outdir=dist', ...args]]
const SHOW = 'shared/show.js'

const BUNDLERS = [
  {
    name: 'Vite',
    folder: 'vite',
    commands: [['vite', 'build']],
    page: 'dist',
    core: 'wasm',
    isStyled: true,
  },
  {
    name: 'webpack',
    folder: 'webpack',
    commands: [['webpack', '--mode=production']],
    core: 'wasm',
  },
  {
    name: 'Parcel',
    folder: 'parcel',
    commands: [['parcel', 'build', 'index.html', '--dist-dir=dist', '--no-cache']],
    page: 'dist',
    core: 'wasm',
    isStyled: true,
  },
  { name: 'Rollup', folder: 'rollup', commands: [['rollup', '--config']], core: 'embedded' },
  {
    name: 'esbuild with splitting',
    folder: 'esbuild',
    as: 'esbuild-splitting',
    commands: esbuild(SHOW, '--splitting', '--format=esm'),
    core: 'embedded',
  },
  {
    name: 'esbuild without splitting',
    folder: 'esbuild',
    commands: esbuild(SHOW, '--format=esm'),
    core: 'embedded',
  },
  {
    name: 'esbuild, to one classic script',
    folder: 'esbuild-iife',
    commands: esbuild(SHOW),
    core: 'embedded',
    // There is no import.meta.url, so nothing is looked for.
    faults: [],
  },
  {
    name: 'esbuild that is told to copy the file, and the package where to',
    folder: 'esbuild-file',
    commands: esbuild('show.js', '--format=esm', '--loader:.wasm=file'),
    core: 'wasm',
    isStyled: true,
  },
]

/** What is documented of bundlers that leave the .wasm behind. */
const NOT_COPIED = ['404: /dist/transcription-status-core.wasm']

withBrowser()

for (const bundler of BUNDLERS) {
  const { name, folder, as, commands, page: place = '.', core, faults, isStyled } = bundler
  test(`${name}: the page follows a session over SSE, its core is '${core}'`, async (t) => {
    const site = await built(folder, commands, { as })
    const server = await serve({ folder: join(site, place) })
    t.after(server.close)
    const found = await faultsDuring(`${server.origin}/`, async (page) => {
      await follows(page, server, core)
      if (isStyled) await showsCard(page)
    })
    assert.deepEqual(found, faults ?? (core === 'wasm' ? [] : NOT_COPIED))
  })
}
