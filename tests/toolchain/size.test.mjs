/** What counts towards the budget of the package's size. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadedAtOnce } from '../../toolchain/checks/size.mjs'

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
