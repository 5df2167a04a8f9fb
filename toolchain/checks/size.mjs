/** What a React app downloads for the hook: bundled and minified JavaScript, and the .wasm. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { fromRoot } from '../paths.mjs'
import { npmPackage, npmPackages } from '../test/prepare.mjs'
import { failOn } from './report.mjs'

/** Bytes after brotli 11, everything together. */
export const BUDGET = 24 * 1024

const ENTRY = fromRoot('js-bindings/dist/index.js')
const WASM = fromRoot('js-bindings/dist/core/transcription-status-core.wasm')

/** `{ name, raw, gzip, brotli }` of one download. */
const measure = (name, bytes) => ({
  name,
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
})

/** Every download of the React entry; React itself is the app's. */
export async function downloads() {
  await npmPackages()
  await npmPackage()
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
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
    logLevel: 'silent',
  })
  const scripts = outputFiles.map(({ path, contents }) => measure(basename(path), contents))
  return [...scripts, measure(basename(WASM), await readFile(WASM))]
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
  const { brotli } = total(await downloads())
  failOn(
    brotli <= BUDGET ? [] : [`${brotli} bytes after brotli 11, the budget is ${BUDGET}`],
    "'npm run size' shows each download",
  )
}
