/** Every code block says what it is, and is of a kind that a test here compiles or runs. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blocksIn } from '../../toolchain/docs/documents.mjs'
import { BLOCKS, placeOf } from './support/blocks.mjs'

/** By language, the test that looks at each block of it. */
const LOOKED_AT = {
  ts: 'typescript',
  tsx: 'typescript',
  json: 'json',
  http: 'http',
  nginx: 'nginx',
  sh: 'shell',
  logfmt: 'shell',
  css: 'styles',
  mermaid: 'diagrams',
}

/** What no test looks at: its place, by document and first words, and why. */
const EXCEPTIONS = []

const isExcepted = ({ document, text }) =>
  EXCEPTIONS.some((one) => one.document === document && text.startsWith(one.words))

test('each block is of a language that is looked at', () => {
  const others = BLOCKS.filter(({ language }) => !Object.hasOwn(LOOKED_AT, language))
  assert.deepEqual(others.filter((block) => !isExcepted(block)).map(placeOf), [])
})

test('blocks in lists, and indented ones, are found too', () => {
  const source = '- a\n\n  ```json\n  {}\n  ```\n\ntext\n\n    npm start\n'
  assert.deepEqual(
    blocksIn('a.md', source).map(({ line, language, text }) => [line, language, text]),
    [
      [4, 'json', '{}\n'],
      [9, '', 'npm start\n'],
    ],
  )
})
