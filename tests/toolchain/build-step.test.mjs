import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { formatDuration } from '../../toolchain/run/progress.mjs'
import { fingerprintOfFiles } from '../../toolchain/run/stamp.mjs'

async function folder(context) {
  const root = await mkdtemp(join(tmpdir(), 'stamp-'))
  context.after(() => rm(root, { recursive: true }))
  await mkdir(join(root, 'src/deep'), { recursive: true })
  await writeFile(join(root, 'src/a'), 'one')
  await writeFile(join(root, 'src/deep/b'), 'two')
  return root
}

test('the fingerprint follows content and names, not times', async (context) => {
  const root = await folder(context)
  const before = await fingerprintOfFiles(root, ['src'])
  await writeFile(join(root, 'src/a'), 'one')
  assert.equal(await fingerprintOfFiles(root, ['src']), before)
  await writeFile(join(root, 'src/deep/b'), 'changed')
  const changed = await fingerprintOfFiles(root, ['src'])
  assert.notEqual(changed, before)
  await writeFile(join(root, 'src/deep/c'), '')
  assert.notEqual(await fingerprintOfFiles(root, ['src']), changed)
})

test('what was built is no input', async (context) => {
  const root = await folder(context)
  const before = await fingerprintOfFiles(root, ['src'])
  await mkdir(join(root, 'src/dist'))
  await writeFile(join(root, 'src/dist/out.js'), 'built')
  assert.equal(await fingerprintOfFiles(root, ['src']), before)
})

test('an input that does not exist yet counts as empty', async (context) => {
  const root = await folder(context)
  assert.equal(typeof (await fingerprintOfFiles(root, ['nowhere'])), 'string')
})

test('durations are written for people', () => {
  assert.equal(formatDuration(420), '0.4 s')
  assert.equal(formatDuration(12_300), '12 s')
  assert.equal(formatDuration(185_000), '3 min 05 s')
})
