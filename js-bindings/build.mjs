/**
 * Makes dist/: the compiled TypeScript, the core from the wasm-release build beside it, and the
 * entries that bring their core with them.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleEntries } from './bundle-entries.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const built = join(here, '..', 'build', 'wasm-release', 'wasm')
const dist = join(here, 'dist')
const CORE = ['.js', '.wasm', '.d.ts', '-plain.js'].map((end) => `transcription-status-core${end}`)

const missing = CORE.map((name) => join(built, name)).find((path) => !existsSync(path))
if (missing !== undefined) {
  console.error(
    `expected the built core at ${missing}; run 'npm run build' at the root, it makes it`,
  )
  process.exit(1)
}

rmSync(dist, { recursive: true, force: true })
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
execFileSync(process.execPath, [tsc, '-p', here], { stdio: 'inherit' })
mkdirSync(join(dist, 'core'), { recursive: true })
for (const name of CORE) cpSync(join(built, name), join(dist, 'core', name))
// Compressed by the server it is smaller than base64, whose letters do not stand for whole bytes.
const wasm = readFileSync(join(dist, 'core/transcription-status-core.wasm'))
writeFileSync(
  join(dist, 'core/transcription-status-core-hex.js'),
  `export const HEX = '${wasm.toString('hex')}'\n`,
)
// What tsc does not emit: stylesheets, and declarations that were written by hand.
const AS_WRITTEN = [
  'core/transcription-status-core-hex.d.ts',
  'core/transcription-status-core-plain.d.ts',
  'core/transcription-status-core.wasm.d.ts',
  'components/components.css',
  'components/components.css.d.ts',
  'inspector/inspector.css',
  'inspector/inspector.css.d.ts',
]
for (const path of AS_WRITTEN) cpSync(join(here, 'src', path), join(dist, path))
await bundleEntries(dist)
