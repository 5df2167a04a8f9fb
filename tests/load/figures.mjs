/** Figures out of many measurements. */

/** The `part` (0 to 1) quantile of sorted numbers, by nearest rank: always one that was measured. */
export function quantile(sorted, part) {
  if (sorted.length === 0) return null
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)]
}

/** `{ count, p50, p90, p99, max }` of numbers in any order. */
export function summary(numbers) {
  const sorted = Float64Array.from(numbers).sort()
  return {
    count: sorted.length,
    p50: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    p99: quantile(sorted, 0.99),
    max: quantile(sorted, 1),
  }
}

/** The slope of the line through `points`, `[x, y]`, with the least squares. */
export function slope(points) {
  const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const along = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  return along / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
}
