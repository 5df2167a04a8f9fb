/** What a tab shows next, given what it showed before: the leader may change in between. */
import type { TranscriptionSnapshot, TranscriptionStatus } from '../types.js'

/**
 * `next`, except that no status gives way to an older one, or to none: a new leader may know less
 * than its followers, who may have heard one word more of the old one.
 */
export function succeeding(
  shown: TranscriptionSnapshot,
  next: TranscriptionSnapshot,
): TranscriptionSnapshot {
  const status = newest(shown.status, next.status)
  const connection = { ...next.connection, lastUpdateAt: latest(shown, next) }
  // Followers get copies, which anybody could change.
  return Object.freeze({
    ...next,
    status: status === null ? null : Object.freeze(status),
    connection: Object.freeze(connection),
  })
}

/** Whether `next` tells more than a newer status, and must not be held back in a burst. */
export function isUrgent(shown: TranscriptionSnapshot, next: TranscriptionSnapshot): boolean {
  const [before, after] = [shown.connection, next.connection]
  return (
    before.state !== after.state ||
    before.mode !== after.mode ||
    before.probing !== after.probing ||
    shown.error?.code !== next.error?.code
  )
}

/** Of two epochs the leader's is believed; of one status in two copies, the one that is shown. */
function newest(
  shown: TranscriptionStatus | null,
  next: TranscriptionStatus | null,
): TranscriptionStatus | null {
  if (shown === null || next === null) return shown ?? next
  return next.epoch === shown.epoch && next.sequence <= shown.sequence ? shown : next
}

function latest(shown: TranscriptionSnapshot, next: TranscriptionSnapshot): number | null {
  const before = shown.connection.lastUpdateAt
  const after = next.connection.lastUpdateAt
  return before === null || after === null ? (after ?? before) : Math.max(before, after)
}
