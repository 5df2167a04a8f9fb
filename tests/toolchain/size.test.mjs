/** What counts towards the budget of the package's size. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFile } from 'node:fs/promises'
import { overBudget } from '../../toolchain/checks/size.mjs'
import { loadedAtOnce } from '../../toolchain/size/downloads.mjs'
import { ENTRIES } from '../../toolchain/size/entries.mjs'
import { namesOf, partsOf } from '../../toolchain/size/wasm-parts.mjs'

const chunk = (entryPoint, ...imports) => ({
  entryPoint,
  imports: imports.map(([kind, path]) => ({ kind, path })),
})

const OUTPUTS = {
  'out/index.js': chunk(
    'index.js',
    ['import-statement', 'out/shared.js'],
    ['dynamic-import', 'out/rare.js'],
    ['dynamic-import', 'out/glue.js'],
    ['import-statement', 'react'],
  ),
  'out/shared.js': chunk(undefined, ['import-statement', 'out/deeper.js']),
  'out/deeper.js': chunk(undefined),
  'out/rare.js': chunk('rare.js', ['import-statement', 'out/shared.js']),
  'out/glue.js': chunk('glue.js'),
}

test('static imports of an entry count, dynamic ones only where they are named', () => {
  assert.deepEqual(
    [...loadedAtOnce(OUTPUTS, ['index.js', 'glue.js'])],
    ['out/index.js', 'out/glue.js', 'out/shared.js', 'out/deeper.js'],
  )
})

test('an entry without a chunk is an error, not a smaller sum', () => {
  assert.throws(() => loadedAtOnce(OUTPUTS, ['index.js', 'renamed.js']), /renamed\.js/)
})

test('what is over its budget is told, by how much', () => {
  const sizes = [
    { name: '.', brotli: 101, budget: 100 },
    { name: './client', brotli: 100, budget: 100 },
  ]
  assert.deepEqual(overBudget(sizes).length, 1)
  assert.match(overBudget(sizes)[0], /'\.': 101 bytes .* 1 over the budget of 100/)
})

test('every entry of the package is measured', async () => {
  const manifest = new URL('../../js-bindings/package.json', import.meta.url)
  const { exports } = JSON.parse(await readFile(manifest, 'utf8'))
  // One is a core, and the other nothing that is downloaded.
  const others = ['./core.wasm', './package.json']
  assert.deepEqual(
    Object.keys(ENTRIES).sort(),
    Object.keys(exports)
      .filter((name) => !others.includes(name))
      .sort(),
  )
})

test("a module's bytes are told by function, and none is left out", () => {
  // A section a line, which a formatter would run together.
  // prettier-ignore
  const bytes = Uint8Array.from([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // \0asm, version 1
    1, 4, 1, 0x60, 0, 0, // one type
    3, 3, 2, 0, 0, // two functions of it
    10, 9, 2, 2, 0, 0x0b, 4, 0, 1, 1, 0x0b, // their bodies, of 3 and 5 bytes with their lengths
  ])
  assert.ok(WebAssembly.validate(bytes))
  const parts = partsOf(
    bytes,
    namesOf('0:env\n1:tss::Machine::ask(int)\n2:nlohmann::lexer::scan()\n'),
  )
  const sizes = Object.fromEntries(parts.map(({ name, raw }) => [name, raw]))
  assert.equal(sizes['state machine'], 3)
  assert.equal(sizes["nlohmann_json's lexer"], 5)
  assert.equal(
    parts.reduce((sum, { raw }) => sum + raw, 0),
    bytes.length,
  )
})
