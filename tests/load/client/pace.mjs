/**
 * When to ask: at a steady rate, whether or not the server, or this process, keeps up. What is asked too
 * late counts from the moment that was meant ("coordinated omission").
 */
import { setTimeout as pause } from 'node:timers/promises'
import { monotonicMs } from './clock.mjs'

export const CLOCK = { now: monotonicMs, pause }

/** Timers know whole milliseconds only: what is due sooner is asked now, and counts from now. */
const SOON_MS = 1

/**
 * Calls `one(at, fromMs)` `count` times: latency is to be counted from `fromMs`. Gives `{ begun, lateMs }`:
 * what the calls gave, and how late each was.
 */
export async function paced(perSecond, count, clock, one) {
  const start = clock.now()
  const begun = []
  const lateMs = []
  for (let at = 0; at < count; at += 1) {
    const due = start + (at * 1000) / perSecond
    while (due - clock.now() >= SOON_MS) await clock.pause(due - clock.now())
    const now = clock.now()
    lateMs.push(Math.max(0, now - due))
    begun.push(one(at, Math.min(due, now)))
  }
  return { begun, lateMs }
}
