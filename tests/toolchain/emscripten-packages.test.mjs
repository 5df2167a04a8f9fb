import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dependencyNames, withLibraries } from '../../toolchain/debian/dependencies.mjs'
import { parseStanzas } from '../../toolchain/debian/private-apt.mjs'
import { differences } from '../../toolchain/emscripten/known-good.mjs'
import { toolPackages } from '../../toolchain/emscripten/packages.mjs'

test('a Depends field gives names without versions, and the first of alternatives', () => {
  const field = 'binaryen (>= 131~), clang-21, nodejs:any (>= 18), awk | mawk, libc6 (>= 2.38)'
  assert.deepEqual(dependencyNames(field), ['binaryen', 'clang-21', 'nodejs', 'awk', 'libc6'])
  assert.deepEqual(dependencyNames(undefined), [])
})

test('the LLVM is the one that the emscripten package depends on', () => {
  const { llvm, packages } = toolPackages({
    Version: '7.0.0',
    Depends: 'binaryen, clang-24, lld-24',
  })
  assert.equal(llvm, '24')
  assert.ok(packages.includes('llvm-24-linker-tools'))
})

test('an emscripten package without an LLVM is refused with what to do', () => {
  assert.throws(
    () => toolPackages({ Version: '8', Depends: 'nodejs' }),
    /expected to depend on clang-N.*emsdk/,
  )
})

test('libraries are followed from package to package, programs and unused ones are not', async () => {
  const archive = {
    tool: 'libone1, python3, libunused4',
    libone1: 'libtwo2t64 (>= 1), libc6',
    libtwo2t64: 'libone1, zlib1g',
    libc6: '',
    zlib1g: 'libc6',
  }
  const show = async (names) => names.map((name) => ({ Depends: archive[name] }))
  const names = await withLibraries(['tool'], show, ['libunused4'])
  assert.deepEqual(names, ['libc6', 'libone1', 'libtwo2t64', 'tool', 'zlib1g'])
})

test('what apt-cache shows is read field by field, folded lines left out', () => {
  const text = 'Package: a\nVersion: 1\nDescription: one\n two\n\nPackage: b\nDepends: a (= 1)\n'
  assert.deepEqual(parseStanzas(text), [
    { Package: 'a', Version: '1', Description: 'one' },
    { Package: 'b', Depends: 'a (= 1)' },
  ])
})

test('a package that is not the one last tried is told', () => {
  const known = [{ name: 'a', version: '1', sha256: 'x' }]
  assert.deepEqual(differences([{ name: 'a', version: '1', sha256: 'x' }], known), [])
  assert.match(differences([{ name: 'a', version: '2', sha256: 'y' }], known)[0], /a 2 \(was 1\)/)
  assert.match(differences([{ name: 'a', version: '1', sha256: 'y' }], known)[0], /other content/)
  assert.match(differences([{ name: 'b', version: '1', sha256: 'x' }], known)[0], /b 1 is new/)
})
