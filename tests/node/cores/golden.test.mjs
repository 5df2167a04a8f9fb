/** The recorded runs of tests/golden/, against both forms of the core that the package ships. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { load } from '../support/dist.mjs'
import { changes, flattened, replay } from '../support/replay.mjs'

const { loadCore } = await load('core/loader.js')
const { coreLoader } = await load('core/loading.js')
const { default: createPlain } = await load('core/transcription-status-core-plain.js')

const FOLDER = new URL('../../golden/', import.meta.url)
const read = async (path) => JSON.parse(await readFile(new URL(path, FOLDER), 'utf8'))
const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json'))

const plain = coreLoader(
  { plain: () => createPlain() },
  { schedule: () => () => undefined, hasWebAssembly: () => false },
)

for (const [kind, loader] of [
  ['wasm', loadCore],
  ['plain', plain],
]) {
  for (const file of files) {
    test(`${file}: the ${kind} core does what the native one did`, async () => {
      const core = await loader()
      assert.equal(core.kind, kind)
      const trace = replay(core, await read(file))
      const expected = await read(`expected/${file}`)
      for (const [step, entry] of trace.entries()) {
        assert.deepEqual(entry, expected[step], `at step ${step}`)
      }
      assert.equal(trace.length, expected.length)
    })
  }
}

test('a recording holds what changed, to the last field and the last bit', () => {
  const before = { a: 1, inner: { x: 0.1, y: NaN } }
  const now = { a: 1, inner: { x: 0.1 + Number.EPSILON / 8, y: NaN }, b: Infinity }
  assert.deepEqual(changes(flattened(before), flattened(now)), {
    '/inner/x': 0.1 + Number.EPSILON / 8,
    '/b': 'Infinity',
  })
})
