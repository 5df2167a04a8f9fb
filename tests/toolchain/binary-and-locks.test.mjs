import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hostLines } from '../../toolchain/checks/lock-files.mjs'
import { forbiddenImports, parseNames } from '../../toolchain/checks/wasm-imports.mjs'

/** A module that imports functions `names` from module "a": its import section, by hand. */
function moduleImporting(...names) {
  const string = (text) => [text.length, ...Buffer.from(text)]
  const imports = names.flatMap((name) => [...string('a'), ...string(name), 0x00, 0x00])
  const section = (id, content) => [id, content.length, ...content]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, 0, 0]),
    ...section(2, [names.length, ...imports]),
  ])
}

test('a minified import is judged by the name that it stands for', () => {
  const names = parseNames('a:_embind_register_void\nb:emscripten_date_now\nm:memory\n')
  assert.deepEqual(forbiddenImports(moduleImporting('a'), names), [])
  assert.deepEqual(forbiddenImports(moduleImporting('a', 'b'), names), ['emscripten_date_now'])
})

test('clock, entropy and I/O are refused, and so is what nobody knows', () => {
  const forbidden = [
    'clock_time_get',
    'emscripten_get_now',
    'random_get',
    'getentropy',
    'fd_write',
    'q',
  ]
  assert.deepEqual(forbiddenImports(moduleImporting(...forbidden), new Map()), forbidden)
})

test('a lock that names a host is found, home pages are not sources', () => {
  const npm = `"resolved": "https://registry.example/a.tgz",\n"url": "https://author.example"\n"resolved": "js-bindings"`
  assert.deepEqual(hostLines(npm), ['1: "resolved": "https://registry.example/a.tgz",'])
  const python =
    'a==1 \\\n    --hash=sha256:0\n--index-url https://index.example/simple\nb @ https://c.example/b.whl'
  assert.deepEqual(
    hostLines(python).map((line) => line.split(':')[0]),
    ['3', '4'],
  )
})
