/** Whether this package is first in each fault. */
import { CONTESTANTS } from './contestants.mjs'
import { FAULTS, FAULT_NAMES } from './table.mjs'

/** What is sooner by no more than this is as soon: a share, or seconds. */
const TIE = { share: 0.1, seconds: 0.5 }

/** Why it is late where it is, by its defaults. */
const REASONS = {
  401: 'one question is asked, and nothing follows until `refreshAuth` has answered',
  204: 'after the stream has ended the status is asked for once',
  503: 'polls that fail double their interval, up to 30 s: the one that succeeds comes late',
  HTML: 'two more streams are tried, after 1 and 2 s, before polls begin',
  silence: 'three heartbeats of 15 s must fail to come',
  'open-and-die': 'two more streams are tried, after 1 and 2 s, before polls begin',
}

/** A row for each fault. */
export const verdicts = (measurements) =>
  FAULT_NAMES.map((fault) => verdict(fault, measurements[fault]))

function verdict(fault, found) {
  const { ours } = found
  const sooner = Object.keys(found)
    .filter((name) => name !== 'ours' && CONTESTANTS[name].kind !== 'variant')
    .filter((name) => isSooner(found[name].seconds, ours.seconds))
  const rivals = sooner.filter((name) => isHit(name, fault))
  // Any number of requests is better than none that helps.
  const allowed = ours.seconds === null ? Infinity : ours.requests
  const better = rivals.filter((name) => found[name].requests <= allowed)
  return {
    what: `(g) \`${fault}\`: first to show a true status again`,
    aim: 'nobody sooner with no more requests',
    measured: `${text(ours)}${named(better.length > 0 ? better : sooner, found)}`,
    isMet: ours.seconds !== null && better.length === 0,
    reason: REASONS[fault],
  }
}

/** The soonest of `names`, and how many more there are. */
function named(names, found) {
  const [first, ...others] = names.toSorted((a, b) => found[a].seconds - found[b].seconds)
  if (first === undefined) return ''
  const more = others.length > 0 ? `, and ${others.length} more` : ''
  return `; sooner: ${CONTESTANTS[first].title} ${text(found[first])}${more}`
}

/** What holds no stream does not suffer where the stream alone is hit. */
const isHit = (name, fault) =>
  CONTESTANTS[name].kind !== 'polling' || FAULTS[fault].status !== null || FAULTS[fault].ends

function isSooner(theirs, ours) {
  if (theirs === null) return false
  return ours === null || ours - theirs > Math.max(TIE.seconds, TIE.share * ours)
}

const text = ({ seconds, requests }) =>
  `${seconds === null ? 'never' : `${seconds.toFixed(1)} s`} (${requests} request${requests === 1 ? '' : 's'})`
