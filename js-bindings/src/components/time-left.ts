/** Durations as people speak of them. */
import type { TranscriptionStatus } from '../types.js'

/**
 * Milliseconds that the job needed still when the server made this status, 0 when it is overdue;
 * null when that is not known. Both times are the server's own: a wrong clock here does no harm.
 */
export function remainingMs(status: TranscriptionStatus): number | null {
  if (status.estimated_completion === null) return null
  const remaining = Date.parse(status.estimated_completion) - Date.parse(status.timestamp)
  return Number.isFinite(remaining) ? Math.max(0, remaining) : null
}

/** A duration with no more precision than an estimate has; all 0: a few seconds. */
export interface RoughDuration {
  hours: number
  minutes: number
  seconds: number
}

/** `7` → a few seconds, `34` → 30 seconds, `100` → 2 minutes, `4000` → 1 hour and 5 minutes. */
export function roughly(seconds: number): RoughDuration {
  if (seconds < 8) return { hours: 0, minutes: 0, seconds: 0 }
  if (seconds < 55) return { hours: 0, minutes: 0, seconds: Math.round(seconds / 10) * 10 }
  const exact = Math.round(seconds / 60)
  const minutes = exact < 60 ? exact : Math.round(seconds / 300) * 5
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60, seconds: 0 }
}

/** `83` → `1:23`, `3723` → `1:02:03`. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds)
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  const padded = (value: number): string => String(value).padStart(2, '0')
  const tail = padded(whole % 60)
  return hours > 0 ? `${hours}:${padded(minutes)}:${tail}` : `${minutes}:${tail}`
}
