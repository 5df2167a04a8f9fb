/** What is left of streams that came and went. */
import { slope } from './figures.mjs'

/** What may not be more after churn than before it. */
const HELD = ['tasks', 'channels', 'streams', 'leases', 'sockets', 'others']

/** Bytes that may stay of each stream: a hundredth of the aim for an open one, so that one in a hundred shows. */
export const LEFT_PER_STREAM = (18 * 1024) / 100

/** Resident size that is as good as before. */
const AS_BEFORE = 1.02

/** Bytes of resident size a round, over the later half of `rounds`, of which the first is before all. */
export function laterGrowth(rounds) {
  const later = rounds.slice(Math.ceil(rounds.length / 2))
  return later.length > 1 ? slope(later.map(({ rss_bytes: y }, x) => [x, y])) : null
}

/** What is left, in words; empty if nothing is. Memory is judged by its growth, if that is known. */
export function notBack({ before, after, streams, bytesPerRound }) {
  const more = HELD.filter((what) => after[what] > before[what])
  return bytesPerRound > LEFT_PER_STREAM * streams ? ['memory', ...more] : more
}

/** True if memory is what it was before, not only level. */
export const isAsBefore = ({ before, after }) => after.rss_bytes <= AS_BEFORE * before.rss_bytes
