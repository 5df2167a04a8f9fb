/** Diagrams are drawn for the site as they stand in the documents. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arrowsOf, svgOf } from '../../toolchain/docs/diagram.mjs'
import { PlainError } from '../../toolchain/run/errors.mjs'
import { inLanguage, placeOf } from './support/blocks.mjs'

for (const block of inLanguage('mermaid')) {
  test(`${placeOf(block)} is drawn with every state, arrow and event`, async () => {
    const arrows = arrowsOf(block.text)
    const svg = await svgOf(block.text, 'What it shows')
    assert.match(svg, /^<svg role="img" aria-label="What it shows"/)
    assert.equal(svg.match(/class="edge"/g).length, arrows.length)
    const drawn = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text)
    const states = new Set(arrows.flatMap(({ from, to }) => [from, to]))
    states.delete('[*]')
    const events = arrows.flatMap(({ label }) => (label === '' ? [] : label.split(', ')))
    assert.deepEqual(drawn.sort(), [...states, ...events].sort())
  })
}

test('another kind of diagram, and a line that nobody understands, are refused', () => {
  assert.throws(() => arrowsOf('flowchart LR'), PlainError)
  assert.throws(() => arrowsOf('stateDiagram-v2\n  a -> b'), PlainError)
})
