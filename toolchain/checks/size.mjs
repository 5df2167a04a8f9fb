/** What a React app downloads for the hook: bundled and minified JavaScript, and the .wasm. */
import { readFile } from 'node:fs/promises'
import { basename, relative } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { fromRoot, ROOT } from '../paths.mjs'
import { npmPackage, npmPackages } from '../test/prepare.mjs'
import { failOn } from './report.mjs'

/** Bytes after brotli 11, of everything that every page loads. */
export const BUDGET = 24 * 1024

const ENTRY = 'js-bindings/dist/index.js'
const WASM = fromRoot('js-bindings/dist/core/transcription-status-core.wasm')

/** `{ name, raw, gzip, brotli }` of one download. */
const measure = (name, bytes) => ({
  name,
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
})

/** The glue of the WebAssembly core: imported on demand, but by every page that shows a status. */
const GLUE = 'js-bindings/dist/core/transcription-status-core.js'

/**
 * The downloads of the React entry, React itself being the app's: `always`, by every page that uses
 * the hook, and `onDemand`, by the few that need what is in them.
 */
export async function downloads() {
  await npmPackages()
  await npmPackage()
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [ENTRY],
    outdir: 'unused',
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    external: ['react', 'react/*', 'module', 'node:*'],
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const loaded = loadedAtOnce(metafile.outputs, [ENTRY, GLUE])
  const scripts = outputFiles.map(({ path, contents }) => ({
    ...measure(basename(path), contents),
    isLoaded: loaded.has(relative(ROOT, path)),
  }))
  return {
    always: [
      ...scripts.filter(({ isLoaded }) => isLoaded),
      measure(basename(WASM), await readFile(WASM)),
    ],
    onDemand: scripts.filter(({ isLoaded }) => !isLoaded),
  }
}

/** The chunks made of `entries`, and those that they import statically. */
export function loadedAtOnce(outputs, entries) {
  const made = Object.keys(outputs).filter((path) => entries.includes(outputs[path].entryPoint))
  const loaded = new Set(made)
  // A set is walked in the order of its growing.
  for (const path of loaded)
    for (const { path: imported, kind } of outputs[path].imports)
      if (kind === 'import-statement' && imported in outputs) loaded.add(imported)
  if (made.length < entries.length) {
    throw new Error(`expected a chunk for each of ${entries.join(', ')}; found ${made.join(', ')}`)
  }
  return loaded
}

/** The sum over `files`, as one more download. */
export const total = (files) =>
  files.reduce(
    (sum, { raw, gzip, brotli }) => ({
      ...sum,
      raw: sum.raw + raw,
      gzip: sum.gzip + gzip,
      brotli: sum.brotli + brotli,
    }),
    { name: 'all together', raw: 0, gzip: 0, brotli: 0 },
  )

export async function checkSize() {
  const { brotli } = total((await downloads()).always)
  failOn(
    brotli <= BUDGET ? [] : [`${brotli} bytes after brotli 11, the budget is ${BUDGET}`],
    "'npm run size' shows each download",
  )
}
