/** What the network would have let through, as a measure for what came through. */
import { lets } from '../schedule/conditions.mjs'

/** The user is there and waits for updates: not yet told the end, nor that there will be none. */
export function isWaiting({ user, server }) {
  if (!user.isFollowing) return false
  const { status, error } = user.seen
  if (error?.fatal) return false
  return status === null || !server.find(status)?.isTerminal
}

/** A stream (where the browser and the app let there be one) or a poll could have got through. */
export function isPossible({ device, network, schedule }) {
  const { condition } = network
  const canStream = schedule.canStream && schedule.options.transport !== 'polling'
  return device.isAwake && (lets.polls(condition) || (canStream && lets.streams(condition)))
}

/** The server asked to be left alone (Retry-After, a planned close). */
export const isAsked = ({ device, wishes }) => device.now() < wishes.backAt

/** By what is really there, not only by what the client says. */
export function isUp({ core, network }) {
  const latest = core.latest
  if (latest === null || !latest.connected) return false
  return latest.mode === 'polling' || [...network.streams].some(({ isAlive }) => isAlive)
}
