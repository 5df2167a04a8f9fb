/** Figures of many runs: nested objects of numbers, which add up. */

/** Adds `more` to `sum`, in place. */
export function addUp(sum, more) {
  for (const [name, value] of Object.entries(more)) {
    if (typeof value === 'number') sum[name] = (sum[name] ?? 0) + value
    else addUp((sum[name] ??= {}), value)
  }
  return sum
}

/** One more of `name`. */
export function count(counts, name, by = 1) {
  counts[name] = (counts[name] ?? 0) + by
}

/** Durations by size, in classes a twentieth apart: exact enough for quantiles, and they add up. */
export const classOf = (milliseconds) => Math.round(20 * Math.log(Math.max(1, milliseconds)))

/** The duration that `share` of those counted in `classes` do not exceed, milliseconds. */
export function quantile(classes, share) {
  const sorted = Object.entries(classes).map(([name, many]) => [Number(name), many])
  sorted.sort(([a], [b]) => a - b)
  let left = share * sorted.reduce((sum, [, many]) => sum + many, 0)
  for (const [name, many] of sorted) {
    left -= many
    if (left <= 0) return Math.exp(name / 20)
  }
  return NaN
}
