/** How the bar moves between updates: pure, so that its promises can be tested. */
import type { TranscriptionStatus } from '../types.js'
import { remainingMs } from './time-left.js'

/** Where the bar goes, and how fast. */
export interface SmoothProgress {
  /** The newest true value, 0–100, or null while it is not known. */
  value: number | null
  /** Milliseconds in which it is to get there from where it is; 0: at once. */
  durationMs: number
}

/** The pace after one status: what the next one is compared with. */
export interface Pace extends SmoothProgress {
  status: TranscriptionStatus | null
}

export const UNKNOWN: Pace = { status: null, value: null, durationMs: 0 }

/** A step that is shorter than this is not seen to move, but to twitch. */
export const SHORTEST_MS = 120
/** Longer than this, the bar would show the past. */
export const LONGEST_MS = 4_000
/** Nothing follows the end, so there is nothing to wait for. */
export const END_MS = 300

/**
 * The pace after `status`. The bar only ever goes to a value that was true, so it is never ahead of
 * a later one; within an attempt of the job it never goes back. It takes as long as the next update
 * is likely to take, and so arrives when that one sets off.
 */
export function paceAfter(before: Pace, status: TranscriptionStatus | null): Pace {
  if (status === null) return UNKNOWN
  const { status: last, value: from } = before
  if (last === null || from === null || !isSameRun(last, status)) {
    return { status, value: status.progress, durationMs: 0 }
  }
  const value = Math.max(from, status.progress)
  if (isOver(status)) return { status, value, durationMs: END_MS }
  // On its way there already.
  if (value === from) return { status, value, durationMs: before.durationMs }
  const expected = expectedMs(last, status, value - from, 100 - value)
  return { status, value, durationMs: Math.min(Math.max(expected, SHORTEST_MS), LONGEST_MS) }
}

/** The pace as it is shown to a user who may prefer reduced motion. */
export const shownPace = ({ value, durationMs }: Pace, isStill: boolean): SmoothProgress => ({
  value,
  durationMs: isStill ? 0 : durationMs,
})

const isSameRun = (last: TranscriptionStatus, next: TranscriptionStatus): boolean =>
  last.session_id === next.session_id && last.attempt === next.attempt

const isOver = ({ status }: TranscriptionStatus): boolean =>
  status === 'completed' || status === 'failed' || status === 'cancelled'

/** The time in which the job makes a step like the last: by its estimate, else as the last did. */
function expectedMs(
  last: TranscriptionStatus,
  next: TranscriptionStatus,
  step: number,
  rest: number,
): number {
  const remaining = remainingMs(next)
  if (remaining !== null && rest > 0) return (remaining / rest) * step
  // Both by the server's clock: this device's may be wrong without harm.
  const taken = Date.parse(next.timestamp) - Date.parse(last.timestamp)
  return Number.isFinite(taken) ? taken : SHORTEST_MS
}
