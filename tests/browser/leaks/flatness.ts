import { expect } from '@playwright/test'
import type { Reading } from './gauge'

/**
 * More than this for each cycle is a leak: of one thing in ten cycles, and of a byte. Nothing is
 * that small: V8's least is a slot of 4 bytes, and the core's allocator gives 32 or more.
 */
const fewest = 0.1
const leastBytes = 1

/** Nothing has grown from one reading to the next, with so many cycles between two. */
export function expectFlat(readings: readonly Reading[], cycles: number): void {
  expect(growths(readings, cycles), 'what grows').toEqual([])
}

/**
 * What grows with the cycles, one line each. Counts must not change at all. What engines use too is
 * called growing when it is more after every block of cycles: what is made once, but late, is not.
 */
export function growths(readings: readonly Reading[], cycles: number): string[] {
  const [first, ...later] = readings
  if (first === undefined || later.length === 0) throw new Error('Expected two readings or more.')

  const changed = (Object.keys(first.counts) as (keyof Reading['counts'])[])
    .map((name) => ({ name, seen: readings.map(({ counts }) => counts[name]) }))
    .filter(({ seen }) => new Set(seen).size > 1)
    .map(({ name, seen }) => `${name}: ${seen.join(', ')}`)

  const perCycle = (measure: (reading: Reading) => number): number =>
    Math.min(
      ...later.map((now, block) => (measure(now) - measure(readings[block] ?? first)) / cycles),
    )
  const classes = [...new Set(readings.flatMap(({ population }) => [...population.keys()]))]
  const growing = [
    ...classes.map((kind) => ({
      name: kind,
      each: perCycle(({ population }) => population.get(kind) ?? 0),
      limit: fewest,
    })),
    { name: 'bytes of the heap', each: perCycle((now) => now.heapBytes), limit: leastBytes },
    { name: 'bytes of the core', each: perCycle((now) => now.wasmBytesTouched), limit: leastBytes },
  ]
    .filter(({ each, limit }) => each >= limit)
    .map(({ name, each }) => `${name}: ${each.toFixed(2)} more a cycle`)
  return [...changed, ...growing]
}
