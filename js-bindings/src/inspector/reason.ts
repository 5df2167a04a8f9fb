/** Why something was decided, as facts: catalogues make sentences of them. */
import type { Complaint, FallbackReason } from '../types.js'

/** Why a stream came to nothing. Durations are null where their beginning was not recorded. */
export type Cause =
  /** Broke off after so long, or could not be opened (null). */
  | { kind: 'error'; livedMs: number | null }
  | { kind: 'refused'; httpStatus: number }
  | { kind: 'connect-timeout'; afterMs: number | null }
  | { kind: 'silence'; afterMs: number | null }
  /** Broke off before it had proved its use. */
  | { kind: 'died-young'; livedMs: number | null }

/** What a request was for: a poll, the one after a failure, the one after an early end. */
export type Asked = 'poll' | 'bridge' | 'last-question'

/** Where a status came from. */
export type Source = 'stream' | Asked

/** What each reason is built from. Durations are milliseconds, null where their beginning is not known. */
export interface Facts {
  startedPolling: { why: FallbackReason }
  startedOffline: null
  startedFinished: null
  attempt: { attempt: number; maxAttempts: number }
  opened: { afterMs: number | null; isProbe: boolean }
  promoted: null
  alive: null
  newer: { source: Source }
  outdated: { source: Source }
  finished: null
  unreadable: { source: Source; complaint: Complaint | null; field: string }
  restored: { maxAttempts: number; livedMs: number | null }
  failedAttempt: { attempt: number; maxAttempts: number; cause: Cause }
  retryIn: { ms: number; attempt: number; maxAttempts: number }
  heldBack: { ms: number }
  bridge: null
  fallback: { attempts: number; last: Cause }
  pollsEvery: { ms: number }
  poll: { sinceMs: number | null }
  pollsAtOnce: null
  slower: { everyMs: number }
  probe: { pollingMs: number | null }
  probesAtOnce: null
  probeFailed: { cause: Cause; nextMs: number | null }
  plannedClose: { reason: string; ms: number | null }
  endedByServer: { reason: string }
  noContent: null
  lastQuestion: null
  endedEarly: null
  retryAfter: { httpStatus: number; ms: number }
  noAnswer: { asked: Asked; afterMs: number | null }
  refusedRequest: { asked: Asked; httpStatus: number }
  fatal: { httpStatus: number }
  renewed: { httpStatus: number }
  offline: null
  online: null
  woke: { awayMs: number }
  replaced: null
  hidden: null
  retried: null
  joined: null
  left: null
  letGo: null
  /** Nothing came of it. */
  partial: null
  nothingDue: null
  unchanged: null
  ofAnother: null
}

/** The word for a reason, by which catalogues have their sentences. */
export type ReasonKind = keyof Facts

/** One reason with its facts. */
export type Reason = { [Kind in ReasonKind]: { kind: Kind; facts: Facts[Kind] } }[ReasonKind]

/** A reason without facts need not say so. */
export function reason<Kind extends ReasonKind>(
  ...[kind, facts]: Facts[Kind] extends null ? [kind: Kind] : [kind: Kind, facts: Facts[Kind]]
): Reason {
  return { kind, facts: facts ?? null } as Reason
}
