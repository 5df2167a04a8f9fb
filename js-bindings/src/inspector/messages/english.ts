'use client'

import type { Asked, Cause, Source } from '../reason.js'
import type { FallbackReason } from '../../types.js'
import type { Sentences } from './contract.js'

const LOCALE = 'en'
const number = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 })

/** "40 ms", "1.6 s", "45 s", "2 min 5 s". */
function duration(ms: number): string {
  if (ms < 100) return `${Math.round(ms)} ms`
  const seconds = ms / 1000
  if (seconds < 10) return `${number.format(seconds)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const rest = whole % 60
  return `${Math.floor(whole / 60)} min${rest === 0 ? '' : ` ${rest} s`}`
}

const attempts = (count: number): string => (count === 1 ? '1 attempt' : `${count} attempts`)

function cause(of: Cause): string {
  switch (of.kind) {
    case 'error':
      return of.livedMs === null
        ? 'the stream could not be opened'
        : `the stream broke off after ${duration(of.livedMs)}`
    case 'refused':
      return of.httpStatus === 0 ? 'refused' : `refused with ${of.httpStatus}`
    case 'connect-timeout':
      return of.afterMs === null ? 'no answer in time' : `no answer for ${duration(of.afterMs)}`
    case 'silence':
      return of.afterMs === null ? 'silence' : `silence ${duration(of.afterMs)}`
    case 'died-young':
      return of.livedMs === null
        ? 'the stream died young'
        : `the stream died young, after ${duration(of.livedMs)}`
  }
}

const ASKED: Record<Asked, string> = {
  poll: 'the poll',
  bridge: 'the bridge',
  'last-question': 'the last question',
}
const source = (of: Source): string => (of === 'stream' ? 'the stream' : ASKED[of])

const WHY: Record<FallbackReason, string> = {
  unsupported: 'the browser cannot stream',
  requested: 'the app asked for polling',
  error: 'streams failed before',
  refused: 'streams were refused before',
  'connect-timeout': 'streams were not answered before',
  silence: 'streams were silent before',
  'died-young': 'streams died young before',
}

const reasons: Sentences = {
  startedPolling: ({ why }) => `polling: ${WHY[why]}`,
  startedOffline: 'the browser is offline: nothing is asked until it is online',
  startedFinished: 'the status that is known is final: there is nothing to ask',
  attempt: ({ attempt, maxAttempts }) => `attempt ${attempt} of ${maxAttempts}`,
  opened: ({ afterMs, isProbe }) =>
    `${isProbe ? 'the probe opened' : 'opened'}${afterMs === null ? '' : ` after ${duration(afterMs)}`}${
      isProbe ? '; polls go on until its first event' : ''
    }`,
  promoted: 'promoted: the probe delivered its first event',
  alive: 'a sign of life',
  newer: ({ source: of }) => `a newer status by ${source(of)}`,
  outdated: ({ source: of }) => `no newer status by ${source(of)}: skipped`,
  finished: 'the job’s last status: everything closes',
  unreadable: ({ source: of, complaint, field }) =>
    `what came by ${source(of)} is no status${
      complaint === null ? '' : ` (${[field, complaint].filter(Boolean).join(': ')})`
    }: skipped`,
  restored: ({ maxAttempts, livedMs }) =>
    `all ${attempts(maxAttempts)} are free again: the stream brought a status${
      livedMs === null ? ' and has proved its use' : ` and has lived ${duration(livedMs)}`
    }`,
  failedAttempt: ({ attempt, maxAttempts, cause: of }) =>
    `attempt ${attempt} of ${maxAttempts} failed: ${cause(of)}`,
  retryIn: ({ ms, attempt, maxAttempts }) =>
    `next attempt in ${duration(ms)} (attempt ${attempt} of ${maxAttempts})`,
  heldBack: ({ ms }) => `the server asked to wait: next attempt in ${duration(ms)}`,
  bridge: 'the bridge asks for the status at once',
  fallback: ({ attempts: count, last }) => `fallback: ${attempts(count)}, last: ${cause(last)}`,
  pollsEvery: ({ ms }) => `a poll every ${duration(ms)}`,
  poll: ({ sinceMs }) =>
    sinceMs === null ? 'the next poll is due' : `poll: ${duration(sinceMs)} since the last request`,
  pollsAtOnce: 'a poll at once',
  slower: ({ everyMs }) => `polls fail: one every ${duration(everyMs)} from now on`,
  probe: ({ pollingMs }) =>
    pollingMs === null ? 'probe: still polling' : `probe: ${duration(pollingMs)} of polling`,
  probesAtOnce: 'a probe at once',
  probeFailed: ({ cause: of, nextMs }) =>
    `the probe failed: ${cause(of)}; polling goes on${
      nextMs === null ? '' : `, next probe in ${duration(nextMs)}`
    }`,
  plannedClose: ({ reason, ms }) =>
    `planned close${reason === '' ? '' : `: ${reason}`}${
      ms === null ? '' : `, back in ${duration(ms)}`
    }`,
  endedByServer: ({ reason }) =>
    `the server ended its stream for good${reason === '' ? '' : `: ${reason}`}`,
  noContent: '204: the stream has nothing left to say',
  lastQuestion: 'one last question for the status',
  endedEarly:
    'the server ended the updates before the job was over: only retry() or another session can help',
  retryAfter: ({ httpStatus, ms }) =>
    `${httpStatus}, Retry-After ${duration(ms)}: polls and streams wait as long`,
  noAnswer: ({ asked, afterMs }) =>
    `${ASKED[asked]} had no answer${afterMs === null ? '' : ` for ${duration(afterMs)}`}`,
  refusedRequest: ({ asked, httpStatus }) => `${ASKED[asked]} was answered with ${httpStatus}`,
  fatal: ({ httpStatus }) => `${httpStatus}: only retry() or another session can help`,
  renewed: ({ httpStatus }) => `${httpStatus}: new credentials are asked for, once`,
  offline: 'offline: what runs is let go, and nothing counts as a failure',
  online: 'online again',
  woke: ({ awayMs }) => `looked at again after ${duration(awayMs)}`,
  replaced: 'the stream was out of sight for long: it is replaced',
  hidden: 'the page is hidden',
  retried: 'retry(): all attempts are free again',
  joined: 'a user of the session came',
  left: 'the last user left: a short grace for the next',
  letGo: 'no user is left: everything is let go',
  partial: 'part of a frame',
  nothingDue: 'nothing was due',
  unchanged: 'nothing to decide',
  ofAnother: 'said by one that was closed meanwhile: ignored',
}

/** Everything that the inspector says, in English. Its type is the contract for other languages. */
export const english = {
  locale: LOCALE as string,
  direction: 'ltr' as 'ltr' | 'rtl',
  /** Reasons of one decision stand side by side. */
  between: ' · ',
  reasons,
  duration,
  number: (value: number): string => number.format(value),
  percent: (share: number): string =>
    new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 }).format(share),
  bytes: (bytes: number): string =>
    bytes < 1000 ? `${bytes} B` : `${number.format(bytes / 1000)} kB`,

  title: 'Connection inspector',
  chart: {
    heading: 'State',
    now: (state: string): string => `State chart. The connection is ${state}.`,
    last: (from: string, to: string): string => `Last transition: from ${from} to ${to}.`,
  },
  figures: {
    heading: 'Now',
    state: 'State',
    mode: 'Mode',
    noMode: 'none',
    attempt: 'Attempt',
    outOf: (value: number, total: number): string => `${value} of ${total}`,
    next: 'Next attempt',
    nextProbe: 'Next probe',
    probing: 'under way',
    inTime: (ms: number): string => `in ${duration(ms)}`,
    notPlanned: 'not planned',
    pollInterval: 'Poll every',
    fallbackReason: 'Fallback reason',
    lastUpdate: 'Last update',
    ago: (ms: number): string => `${duration(ms)} ago`,
    never: 'none yet',
    uptime: 'Updates arriving',
    streams: 'Streams asked for, opened',
    failures: 'Streams failed',
    requests: 'HTTP requests',
    statusRequests: 'of them for the status',
    statusFailures: 'of these failed',
    updates: 'Updates',
    skipped: 'Skipped: old, unreadable',
    bytes: 'Received',
    latency: 'Latency of the last update',
    plusMinus: (ms: number, uncertaintyMs: number): string =>
      `${number.format(Math.round(ms))} ms ± ${number.format(Math.round(uncertaintyMs))}`,
    unknown: 'unknown',
  },
  timeline: {
    heading: 'Timeline',
    label: 'Events and effects, newest first',
    filter: 'Show',
    all: 'All',
    decisions: 'Decisions',
    failures: 'Failures',
    pause: 'Pause',
    resume: 'Go on',
    paused: (count: number): string =>
      count === 1 ? 'Paused: 1 more was recorded' : `Paused: ${count} more were recorded`,
    copy: 'Copy as JSON',
    copied: 'Copied.',
    notCopied: 'The browser does not let this page copy.',
    /** Since the first that was recorded. */
    at: (ms: number): string => `+${(ms / 1000).toFixed(1)} s`,
    empty: 'Nothing recorded yet.',
    emptyFilter: 'Nothing of this kind yet.',
    dropped: (count: number): string =>
      count === 1 ? 'The oldest entry was dropped.' : `The ${count} oldest entries were dropped.`,
    elsewhere:
      'Another tab of this browser holds the connection, and decides. Its inspector shows the timeline.',
  },
  switches: 'Make the server misbehave',
}
