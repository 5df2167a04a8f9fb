/**
 * How long the client may need, from a moment on at which everything is well, until the user sees
 * the newest status: thought out from the rules of its behaviour, not taken from its own timers.
 */

/** Asking and being answered, twice, in a network that is well; timers and frames that are late. */
const ROUND_TRIPS_MS = 1_000
/** A stream without an answer is given up after this … */
const CONNECT_TIMEOUT_MS = 10_000
/** … one that says nothing any more after this; a shorter cadence only makes it less. */
const SILENCE_MS = 45_000
/**
 * The wait before the third attempt, twice the backoff's base; the base is what the stream's
 * `retry` asked for, where it could be read. The wait before the second needs no term: the bridge
 * goes out at once. After the third failure polls go out at once.
 */
const SECOND_BACKOFF_MS = 2 * 3_000
/** The longest interval of polls that fail, and of a backoff after planned closes in a row. */
const CAP_MS = 30_000
/** An answer held up in a network without order, or a renewal that ends, lasts no longer. */
const REQUEST_TIMEOUT_MS = 10_000

/** Milliseconds from now; what the server asked to be waited for comes first. */
export function wayBack(world) {
  const { core, network, schedule, device, wishes, user } = world
  const now = device.now()
  // The attempt that outlasts a renewal gives it up, and the next goes without.
  const renewalMs =
    user.renewalGivenUpAt > now ? user.renewalGivenUpAt - now + REQUEST_TIMEOUT_MS + CAP_MS : 0
  const wait = Math.max(0, wishes.backAt - now, renewalMs)
  return wait + schedule.coreMs + ROUND_TRIPS_MS + byState(core.latest?.state, network, wishes)
}

function byState(state, network, wishes) {
  const streams = [...network.streams]
  switch (state) {
    case 'open':
      // Only silence tells that it is dead; if that is the second failure, no bridge goes out.
      return streams.some(({ isAlive }) => isAlive) ? 0 : SILENCE_MS + SECOND_BACKOFF_MS
    case 'connecting':
      // It may open yet, and say nothing, when a proxy swallows it.
      return streams.some(({ isSwallowed }) => isSwallowed)
        ? SILENCE_MS + SECOND_BACKOFF_MS
        : CONNECT_TIMEOUT_MS + SECOND_BACKOFF_MS
    case 'backoff':
      return wishes.isPlanned ? CAP_MS : SECOND_BACKOFF_MS
    case 'polling':
      // The next poll is an interval after the last one was sent, and no sooner than it is given up.
      return Math.max(CAP_MS, REQUEST_TIMEOUT_MS)
    default:
      // Nothing has begun yet: the first attempt will, at once.
      return CONNECT_TIMEOUT_MS
  }
}
