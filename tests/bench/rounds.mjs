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

/** The spread of one figure of a contestant's measurements. */
export const spreadOf = (measurements, name, figure) =>
  spread(measurements[name].map((measured) => measured[figure]))

/** The ratio of two medians; null where the second is 0. */
export function ratioOf(measurements, name, peer, figure) {
  const { median } = spreadOf(measurements, peer, figure)
  return median === 0 ? null : spreadOf(measurements, name, figure).median / median
}

/** A figure of a contestant as text: `median (least–most)`. */
export function written(measurements, name, figure) {
  const { median, least, most } = spreadOf(measurements, name, figure)
  return least === most
    ? rounded(median)
    : `${rounded(median)} (${rounded(least)}–${rounded(most)})`
}

export const times = (ratio) => (ratio === null ? '–' : `${ratio.toFixed(2)} ×`)

const rounded = (value) => value.toFixed(value % 1 === 0 || value >= 10 ? 0 : value < 2 ? 2 : 1)
