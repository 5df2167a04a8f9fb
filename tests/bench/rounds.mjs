/** Contestants by turns, and what came out. */
import { quantile } from '../load/figures.mjs'

/**
 * `{ name: [measurement, …] }` of `rounds` rounds in which each of `names` goes first by turns; one more,
 * round -1, comes before and is thrown away: it warms caches that later ones would have of it.
 */
export async function inTurns(names, rounds, measure) {
  const found = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = -1; round < rounds; round += 1) {
    const first = Math.max(0, round) % names.length
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const measured = await measure(name, round)
      if (round >= 0) found[name].push(measured)
    }
  }
  return found
}

/** Median, least and most of numbers in any order. */
export function spread(numbers) {
  const sorted = Float64Array.from(numbers).sort()
  return { median: quantile(sorted, 0.5), least: sorted[0], most: sorted.at(-1) }
}

/** `figure` of ours and of a peer as text, `median (least–most)`, and the ratio of the medians. */
export function compared(measurements, figure, peer) {
  const of = (name) => spread(measurements[name].map((measured) => measured[figure]))
  const [ours, theirs] = [of('ours'), of(peer)]
  return {
    ours: text(ours),
    [peer]: text(theirs),
    ratio: theirs.median === 0 ? '–' : (ours.median / theirs.median).toFixed(2),
  }
}

const text = ({ median, least, most }) =>
  least === most ? rounded(median) : `${rounded(median)} (${rounded(least)}–${rounded(most)})`

const rounded = (value) => value.toFixed(value < 10 && value % 1 !== 0 ? 1 : 0)
