/**
 * What the shipped .wasm can reach: its import section, with minified names translated back by the
 * map that the same link wrote (toolchain/cmake/import_names.cmake).
 */
import { readFile } from 'node:fs/promises'
import { fromRoot } from '../paths.mjs'
import { preset } from '../test/prepare.mjs'
import { failOn } from './report.mjs'

const FOLDER = fromRoot('build/wasm-release/wasm')

/** None of these tells the time, gives chance, or moves anything but values and memory. */
const ALLOWED = [
  /^_embind_/, // registration of the boundary's types, once at start
  /^_emval_/, // handles to JavaScript values
  /^emscripten_notify_memory_growth$/, // there is more memory
  /^_abort_js$/, // the end after a broken invariant
  /^__indirect_function_table$/,
  /^memory$/,
]

/** `short:long` lines as a Map. */
export const parseNames = (text) =>
  new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  )

/**
 * The imports of a module that are not allowed, by their full names; one that the map does not
 * know is not allowed either.
 */
export const forbiddenImports = (bytes, names) =>
  WebAssembly.Module.imports(new WebAssembly.Module(bytes))
    .map(({ name }) => names.get(name) ?? name)
    .filter((name) => !ALLOWED.some((pattern) => pattern.test(name)))

export async function checkWasmImports() {
  await preset('wasm-release')
  const bytes = await readFile(`${FOLDER}/transcription-status-core.wasm`)
  const names = parseNames(await readFile(`${FOLDER}/import-names.txt`, 'utf8'))
  failOn(
    forbiddenImports(bytes, names).map((name) => `the core's .wasm imports '${name}'`),
    'the core has no clock, no entropy and no I/O; allowed names: toolchain/checks/wasm-imports.mjs',
  )
}
