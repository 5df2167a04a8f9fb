/** The transition table as a diagram that a reader can follow with a finger. */

/** Left out, where they would be an arrow from nearly everywhere; how-it-works.md says so. */
const isEverywhere = ({ from, to }, event) =>
  event === 'retry' ||
  (to === 'suspended' && from !== 'idle') ||
  (to === 'closed' && (event === 'release' || event === 'linger_due'))

/** Mermaid, in Markdown, of `edges`: `[{ from, to, events }]`. */
export function diagramOf(edges) {
  const arrows = edges.flatMap((edge) => {
    const events = edge.events.filter((event) => !isEverywhere(edge, event))
    return events.length === 0 ? [] : [`  ${edge.from} --> ${edge.to}: ${events.join(', ')}`]
  })
  return ['```mermaid', 'stateDiagram-v2', '  [*] --> idle', ...arrows, '```', ''].join('\n')
}
