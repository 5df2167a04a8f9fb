/** The entries that bring their core with them: each of their own modules in one file. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

/** What stands for core/loader.js in which entries; `external` is left beside them. */
const VARIANTS = [
  { loader: 'loader-single-file', entry: 'single-file', external: {} },
  {
    loader: 'loader-plain',
    entry: 'plain',
    // Large, and the same for both.
    external: { 'transcription-status-core-plain.js': './core/transcription-status-core-plain.js' },
  },
]

/** As the hook's own module says it, which is no longer a module of its own. */
const HOOK = { js: "'use client'" }

/** Replaces the compiled entries in `dist` by whole ones; their declarations stay. */
export async function bundleEntries(dist) {
  for (const { loader, entry, external } of VARIANTS) {
    const instead = { 'loader.js': join(dist, 'core', `${loader}.js`) }
    const plugins = [resolvingInCore(instead, external)]
    await bundle(dist, { entryPoints: [`${entry}.js`], banner: HOOK, plugins })
    await bundle(dist, { entryPoints: [`${entry}-client.js`], plugins })
    for (const end of ['.js', '.d.ts']) await rm(join(dist, 'core', loader + end))
  }
}

const bundle = (dist, options) =>
  build({
    absWorkingDir: dist,
    outdir: '.',
    allowOverwrite: true,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    external: ['react'],
    logLevel: 'warning',
    ...options,
  })

/** By names of files in core/: which other file is taken `instead`, and what stays `external`. */
const resolvingInCore = (instead, external) => ({
  name: 'resolving-in-core',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/[\w-]+\.js$/ }, ({ path }) => {
      const name = path.slice(path.lastIndexOf('/') + 1)
      if (name in instead) return { path: instead[name] }
      if (name in external) return { path: external[name], external: true }
    })
  },
})
