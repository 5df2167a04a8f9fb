/** What is downloaded for each entry and core: bundled and minified, and compressed. */
import { readFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { fromRoot, ROOT } from '../paths.mjs'
import { npmPackage, npmPackages } from '../test/prepare.mjs'
import { CORES, ENTRIES } from './entries.mjs'

const DIST = 'js-bindings/dist'
const inDist = (file) => join(DIST, file)
/** The glue of the WebAssembly core: imported on demand, but by every page that shows a status. */
const GLUE = inDist('core/transcription-status-core.js')

/** `{ name, raw, gzip, brotli }` of one download, in bytes, at the highest level of each. */
const measure = (name, bytes) => ({
  name,
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
})

/** The sum over `downloads`, as one more. */
export const total = (downloads, name = 'all together') =>
  downloads.reduce(
    (sum, { raw, gzip, brotli }) => ({
      name,
      raw: sum.raw + raw,
      gzip: sum.gzip + gzip,
      brotli: sum.brotli + brotli,
    }),
    { name, raw: 0, gzip: 0, brotli: 0 },
  )

/** Each entry's `{ name, raw, gzip, brotli, budget }`. */
export async function entrySizes() {
  await prepared()
  return Promise.all(
    Object.entries(ENTRIES).map(async ([name, { file, core = false, budget }]) => ({
      ...total((await downloadsOf(file, core)).always, name),
      budget,
    })),
  )
}

/** Each core's sum, minified where it is script. */
export async function coreSizes() {
  await prepared()
  return Promise.all(
    Object.entries(CORES).map(async ([name, files]) =>
      total(await Promise.all(files.map((file) => ofFile(`core/${file}`))), name),
    ),
  )
}

async function prepared() {
  await npmPackages()
  await npmPackage()
}

async function ofFile(file) {
  const bytes = await readFile(fromRoot(inDist(file)))
  if (!file.endsWith('.js')) return measure(basename(file), bytes)
  const { transform } = await import('esbuild')
  const { code } = await transform(bytes, { minify: true, format: 'esm' })
  return measure(basename(file), Buffer.from(code))
}

/**
 * The downloads of a page that imports `entry`: `always`, by every page, and `onDemand`, by the few
 * that need what is in them; with `inputs`, the minified bytes of each module that is always loaded.
 * With `core`, the entry loads the WebAssembly core by itself.
 */
export async function downloadsOf(entry, core) {
  await prepared()
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [inDist(entry)],
    outdir: 'unused',
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    external: ['react', 'react/*', 'react-dom', 'module', 'node:*'],
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const loaded = loadedAtOnce(metafile.outputs, [inDist(entry), ...(core ? [GLUE] : [])])
  const scripts = outputFiles.map(({ path, contents }) => ({
    ...measure(basename(path), contents),
    isLoaded: loaded.has(relative(ROOT, path)),
  }))
  return {
    always: [
      ...scripts.filter(({ isLoaded }) => isLoaded),
      ...(core ? [await ofFile('core/transcription-status-core.wasm')] : []),
    ],
    onDemand: scripts.filter(({ isLoaded }) => !isLoaded),
    inputs: [...loaded].flatMap((path) =>
      Object.entries(metafile.outputs[path].inputs).map(([input, { bytesInOutput }]) => ({
        name: relative(DIST, input),
        raw: bytesInOutput,
      })),
    ),
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
