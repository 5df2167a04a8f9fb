/** What the generator and the publishers add to the figures themselves. */
import { milliseconds, table } from '../markdown.mjs'

/** How late the generator's own loop was, and the publishers: what they add to every figure above. */
export function latenessTable({ generator, scenarios }) {
  const late = (of) => (of ? `${milliseconds(of.p99)} / ${milliseconds(of.max)}` : '')
  const rows = Object.entries(generator).map(([name, { p50, p99, max, load }]) => {
    const { ours, peer } = scenarios[name] ?? {}
    return [
      ...[name, milliseconds(p50), milliseconds(p99), milliseconds(max)],
      ...[late(ours?.startLateMs), late(ours?.publisherLateMs), late(peer?.publisherLateMs)],
      load.toFixed(1),
    ]
  })
  return [
    "## The generator's own delay",
    `How late its event loop was; how late (p99 / max) it asked, and the publishers published, which is part of the
latencies above: those begin at the moment that was meant. And how many processes wanted a core when the
scenario began.`,
    table(
      [
        ...['scenario', 'p50', 'p99', 'max'],
        ...['asked late', 'published late', "peer's published late", 'load'],
      ],
      rows,
    ),
  ].join('\n\n')
}
