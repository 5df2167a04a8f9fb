import type { SessionSummary } from '../api/service'
import { hasEnded } from '../session/lifecycle'

/** Streams that a list holds at most: of three that a user may have, one is for a session's page. */
const followedAtMost = 2

/**
 * The ids of the sessions that a list follows live.
 *
 * The service works on the oldest first, so these are the ones that move; the others wait, and are
 * followed when it is their turn.
 *
 * @param sessions newest first
 */
export function followedOf(sessions: readonly SessionSummary[]): ReadonlySet<string> {
  const unended = sessions.filter(({ status }) => !hasEnded(status))
  return new Set(unended.slice(-followedAtMost).map(({ session_id: id }) => id))
}
