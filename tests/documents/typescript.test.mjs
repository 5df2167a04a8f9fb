/** TypeScript in the documents compiles, strictly, against the package as it was built. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import ts from 'typescript'
import { fromRoot, ROOT } from '../../toolchain/paths.mjs'
import { placeOf } from './support/blocks.mjs'
import { writtenScripts } from './support/scripts.mjs'

const OPTIONS = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  jsx: ts.JsxEmit.ReactJSX,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noFallthroughCasesInSwitch: true,
  verbatimModuleSyntax: true,
  types: [],
  noEmit: true,
}

const scripts = await writtenScripts('types')
const OPEN_NAMES = fromRoot('tests/documents/support/open-names.ts')
const TEST_RUNNER = fromRoot('tests/documents/support/test-runner.d.ts')
const files = [...scripts.map(({ path }) => path), OPEN_NAMES, TEST_RUNNER]
const program = ts.createProgram(files, OPTIONS)

const complaints = (file) =>
  ts.getPreEmitDiagnostics(program, file).map((complaint) => {
    const { line } = ts.getLineAndCharacterOfPosition(complaint.file, complaint.start)
    return `line ${line + 1}: ${ts.flattenDiagnosticMessageText(complaint.messageText, '\n')}`
  })

test('there are such blocks, and they are compiled against the built package', () => {
  assert.ok(scripts.length > 10)
  const files = program.getSourceFiles().map(({ fileName }) => fileName)
  assert.ok(files.includes(`${ROOT}/js-bindings/dist/index.d.ts`))
})

for (const { block, path } of scripts) {
  test(`${placeOf(block)} compiles`, () => {
    assert.deepEqual(complaints(program.getSourceFile(path)), [])
  })
}

test('what blocks leave open is declared as it is used', () => {
  const source = program.getSourceFile(OPEN_NAMES)
  assert.deepEqual(complaints(source), [])
  const names = [...source.text.matchAll(/^ {2}(?:function|interface) (\w+)/gm)].map(([, it]) => it)
  for (const name of names) {
    assert.ok(
      scripts.some(({ block }) => new RegExp(`\\b${name}\\b`).test(block.text)),
      `no block uses ${name}`,
    )
  }
})
