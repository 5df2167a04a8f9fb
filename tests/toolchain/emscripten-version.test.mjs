import assert from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { locateEmscripten } from '../../toolchain/emscripten/locate.mjs'
import { parseEmccVersion } from '../../toolchain/emscripten/version.mjs'
import { isAtLeast } from '../../toolchain/run/versions.mjs'

test('the version is read from what emcc prints, whoever built it', () => {
  const upstream =
    'emcc (Emscripten gcc/clang-like replacement + linker emulating GNU ld) 4.0.23 (a1b2c3)'
  const debian = 'emcc (Emscripten gcc/clang-like replacement + linker emulating GNU ld) 6.0.5 ()'
  const noisy = `cache:INFO: generating 1.2.3\n${upstream}\nCopyright (C) 2026`
  assert.equal(parseEmccVersion(upstream), '4.0.23')
  assert.equal(parseEmccVersion(debian), '6.0.5')
  assert.equal(parseEmccVersion(noisy), '4.0.23')
  assert.equal(parseEmccVersion('emcc: command not found'), null)
})

test('versions are ordered by number, not by text', () => {
  assert.equal(isAtLeast('4.0.23', '4.0.23'), true)
  assert.equal(isAtLeast('4.0.9', '4.0.23'), false)
  assert.equal(isAtLeast('4.1.0', '4.0.23'), true)
  assert.equal(isAtLeast('10.0.0', '4.0.23'), true)
  assert.equal(isAtLeast('3.9.99', '4.0.23'), false)
})

/** A folder with a program `emcc` that prints `version`. */
async function folderWithEmcc(context, version, below = '') {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'emcc-')))
  context.after(() => rm(root, { recursive: true }))
  const folder = join(root, below)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'emcc'), `#!/bin/sh\necho "emcc (x) ${version} ()"\n`)
  await chmod(join(folder, 'emcc'), 0o755)
  return { root, emcc: join(folder, 'emcc') }
}

test('an Emscripten on PATH is used if it is new enough', async (context) => {
  const { root, emcc } = await folderWithEmcc(context, '5.0.0')
  const { found, rejected } = await locateEmscripten({ PATH: root })
  assert.deepEqual(found, { emcc, version: '5.0.0', origin: 'PATH' })
  assert.deepEqual(rejected, [])
})

test('one that is too old is passed over and named, and a newer one behind it is used', async (context) => {
  const old = await folderWithEmcc(context, '3.1.6')
  const recent = await folderWithEmcc(context, '4.0.23')
  const { found, rejected } = await locateEmscripten({ PATH: `${old.root}:${recent.root}` })
  assert.equal(found.emcc, recent.emcc)
  assert.equal(rejected.length, 1)
  assert.match(rejected[0], /3\.1\.6.*4\.0\.23/)
})

test('$EMSDK goes before PATH', async (context) => {
  const sdk = await folderWithEmcc(context, '4.0.23', 'upstream/emscripten')
  const onPath = await folderWithEmcc(context, '9.0.0')
  const { found } = await locateEmscripten({ EMSDK: sdk.root, PATH: onPath.root })
  assert.deepEqual(found, { emcc: sdk.emcc, version: '4.0.23', origin: '$EMSDK' })
})

test('without any, none is found', async () => {
  assert.deepEqual(await locateEmscripten({ PATH: '' }), { found: null, rejected: [] })
})
