/** Stylesheets in the documents are CSS, and name what the components have. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { transform } from 'esbuild'
import { fromRoot } from '../../toolchain/paths.mjs'
import { inLanguage, placeOf } from './support/blocks.mjs'

const COMPONENTS = fromRoot('js-bindings/dist/components')
const scripts = (await readdir(COMPONENTS)).filter((name) => name.endsWith('.js'))
const compiled = await Promise.all(scripts.map((name) => readFile(join(COMPONENTS, name), 'utf8')))

/** The `data-part` of each element that a component renders. */
const PARTS = new Set(
  compiled.flatMap((text) =>
    [...text.matchAll(/['"]data-part['"]: ['"]([\w-]+)['"]/g)].map(([, part]) => part),
  ),
)

const own = await readFile(fromRoot('js-bindings/dist/components/components.css'), 'utf8')

for (const block of inLanguage('css')) {
  test(`${placeOf(block)} is CSS for the components`, async () => {
    const { warnings } = await transform(block.text, { loader: 'css' })
    assert.deepEqual(warnings, [])
    const variables = [...block.text.matchAll(/--tss-[\w-]+/g)]
    for (const [name] of variables) assert.ok(own.includes(`var(${name},`), name)
    const parts = [...block.text.matchAll(/\[data-part='([\w-]+)'\]/g)]
    for (const [, part] of parts) assert.ok(PARTS.has(part), part)
    assert.ok(variables.length + parts.length > 0)
  })
}

test('components.md names every variable that the stylesheet takes', async () => {
  const page = await readFile(fromRoot('js-bindings/docs/components.md'), 'utf8')
  const [list] = /can be\s+set: [^.]*\./.exec(page)
  const named = [...list.matchAll(/`(?:--tss)?-([\w-]+)`/g)].map(([, name]) => name).sort()
  const taken = new Set([...own.matchAll(/var\(--tss-([\w-]+),/g)].map(([, name]) => name))
  // One is told of in the sentence before, the others are the bar's.
  for (const name of ['color-scheme', 'progress', 'pace']) assert.ok(taken.delete(name), name)
  assert.deepEqual(named, [...taken].sort())
})

test('components.md names every part that is rendered', async () => {
  const page = await readFile(fromRoot('js-bindings/docs/components.md'), 'utf8')
  const [list] = /Elements are known by [^]*?The roots/.exec(page)
  const named = new Set([...list.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name))
  named.delete('data-part')
  assert.deepEqual([...named].sort(), [...PARTS].sort())
})
