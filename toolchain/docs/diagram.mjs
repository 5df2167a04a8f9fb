/** State diagrams of the documents as SVG, drawn where the site is built: a reader loads no script. */
import { instance } from '@viz-js/viz'
import { PlainError } from '../run/errors.mjs'

const START = '[*]'

/** What the generator of our diagrams writes of Mermaid's language: `{ from, to, label }` of each arrow. */
export function arrowsOf(mermaid) {
  const [kind, ...lines] = mermaid.trim().split('\n')
  if (kind !== 'stateDiagram-v2') {
    throw new PlainError(`expected a diagram of states, got '${kind}'`)
  }
  return lines.map((line) => {
    const [, from, to, label = ''] = /^ *(\S+) --> (\w+)(?:: (.+))?$/.exec(line) ?? []
    if (to === undefined) throw new PlainError(`expected 'from --> to: events', got '${line}'`)
    return { from, to, label }
  })
}

/** Colours are the page's, by classes; sizes are points. */
const LOOKS = {
  graphAttributes: { rankdir: 'TB', nodesep: 0.4, ranksep: 0.55, bgcolor: 'transparent', pad: 0.1 },
  nodeAttributes: {
    shape: 'box',
    style: 'rounded',
    fontname: 'Helvetica',
    fontsize: 13,
    height: 0.42,
    margin: '0.16,0.06',
  },
  edgeAttributes: { fontname: 'Courier', fontsize: 10, arrowsize: 0.7 },
}

/** An `<svg>` element of the diagram, described by `title`. */
export async function svgOf(mermaid, title) {
  const arrows = arrowsOf(mermaid)
  const names = [...new Set(arrows.flatMap(({ from, to }) => [from, to]))]
  const viz = await instance()
  const svg = viz.renderString(
    {
      ...LOOKS,
      nodes: names.map((name) => ({
        name,
        attributes: name === START ? { shape: 'point', label: '', width: 0.12 } : { label: name },
      })),
      edges: arrows.map(({ from, to, label }) => ({
        tail: from,
        head: to,
        // One event a line.
        attributes: { label: label.replaceAll(', ', '\n') },
      })),
    },
    { format: 'svg' },
  )
  return svg
    .slice(svg.indexOf('<svg'))
    .replace(/<!--[^]*?-->\n?/g, '')
    .replace(/<title>[^<]*<\/title>\n?/g, '')
    .replace(/ (?:fill|stroke)="(?:black|none|transparent)"/g, '')
    .replace('<svg', `<svg role="img" aria-label="${title}" class="diagram"`)
}
