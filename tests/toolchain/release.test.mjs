/** What a release is refused for. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { notesOf } from '../../toolchain/release/changelog.mjs'
import { integrityOf, refuseDifferent } from '../../toolchain/release/packing.mjs'

const OLDER = '## 1.1.0 (2026-01-31)\n\n- Something older.\n'
const notes = (text, version = '1.2.0') => notesOf(`# Changelog\n\n${text}`, version)

test('the newest section of the changelog is what the release is about', () => {
  const text = `## Unreleased\n\n## 1.2.0 (2026-02-28)\n\n- Something new.\n\n${OLDER}`
  assert.equal(notes(text), '- Something new.')
})

test('a version that the changelog does not begin with is refused, with what was expected', () => {
  assert.throws(() => notes(OLDER), /'## 1\.2\.0 \(<year>.* found '1\.1\.0 \(2026-01-31\)'/)
  assert.throws(() => notes(''), /found 'none'/)
  assert.throws(() => notes(`## 1.2.0\n\n- No date.\n`), /found '1\.2\.0'/)
  assert.throws(() => notes(`## 1.2.0 (2026-02-28)\n\n${OLDER}`), /says nothing of 1\.2\.0/)
})

test('notes that no version has yet are not left behind', () => {
  const text = `## Unreleased\n\n- Forgotten.\n\n## 1.2.0 (2026-02-28)\n\n- Something new.\n`
  assert.throws(() => notes(text), /move them under '## 1\.2\.0/)
})

test('what is no semantic version is refused', () => {
  for (const version of ['1.2', '01.2.0', 'v1.2.0', '1.2.0+5', '']) {
    assert.throws(() => notes(OLDER, version), /expected a semantic version/)
  }
  assert.equal(notes('## 1.2.0-beta.1 (2026-02-28)\n\n- Early.\n', '1.2.0-beta.1'), '- Early.')
})

test('two tarballs that differ in one bit are refused, with the integrity of both', () => {
  const [one, other] = [Buffer.from([1, 2]), Buffer.from([1, 3])]
  refuseDifferent(one, Buffer.from(one))
  assert.throws(
    () => refuseDifferent(one, other),
    (error) => [one, other].every((bytes) => error.message.includes(integrityOf(bytes))),
  )
})

test('the changelog of the package has notes that wait for a version, or can be released', async () => {
  const inPackage = (name) =>
    readFile(new URL(`../../js-bindings/${name}`, import.meta.url), 'utf8')
  const [text, manifest] = [await inPackage('CHANGELOG.md'), await inPackage('package.json')]
  const { version } = JSON.parse(manifest)
  if (/^## Unreleased\n+- /m.test(text)) {
    assert.throws(() => notesOf(text, version), /move them under/)
  } else {
    assert.notEqual(notesOf(text, version), '')
  }
})
