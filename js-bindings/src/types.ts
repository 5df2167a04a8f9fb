/**
 * The package's public vocabulary. Times that cross this boundary are wall-clock milliseconds
 * since the Unix epoch (`Date.now()`), durations are milliseconds.
 */
import type {
  Complaint,
  ConnectionState,
  CoreKind,
  FallbackReason,
  Mode,
  Policy,
  TransportChoice,
} from './core/core.js'
import type { Decision } from './decision.js'

export type { Complaint, ConnectionState, CoreKind, FallbackReason, Mode, Policy, TransportChoice }
export type { Decision, DecidedEffect, DecidingEvent, ServerClose, Timer } from './decision.js'

/** What the job is doing. Servers may add words; anything else arrives as a plain string. */
export type JobStatus = 'queued' | 'processing' | 'completed' | 'failed' | 'cancelled'

/** Why the job failed, as the server says it. */
export interface JobError {
  /** A word for programs; which there are is the server's. */
  code: string
  /** A sentence for people. */
  message: string
}

/** How far the job is, in numbers. A server may leave out what it does not know. */
export interface JobStatistics {
  /** Length of the audio, seconds. */
  audio_seconds?: number | null
  /** Audio already transcribed, seconds. */
  processed_seconds?: number | null
  /** Stretches of speech already transcribed, from 0. */
  segments_done?: number | null
  /** Stretches of speech in all. */
  segments_total?: number | null
  /** Words recognised so far. */
  words?: number | null
  /** Processing time divided by audio time: below 1 is faster than real time. */
  realtime_factor?: number | null
}

/** One complete status of a transcription job, as the server sent it. */
export interface TranscriptionStatus {
  /** The session that it is about. */
  session_id: string
  /** Names one life of the server's store: sequences compare within an epoch only. */
  epoch: string
  /** Whole number from 0; grows by one with each update of the session. */
  sequence: number
  /** Whole number from 1; grows when a lost worker's job is started again. */
  attempt: number
  /** What the job is doing. */
  // The intersection keeps completion for the known words and admits new ones.
  status: JobStatus | (string & Record<never, never>)
  /** 0–100. Never falls within one attempt. */
  progress: number
  /** A sentence for people. */
  message: string
  /** RFC 3339 UTC: when the server made this status. */
  timestamp: string
  /** RFC 3339 UTC, or null while unknown. Remaining time is this minus `timestamp`. */
  estimated_completion: string | null
  /** Why the job failed; null unless `status` is `failed`. */
  error: JobError | null
  /** Null where the server has none. */
  statistics: JobStatistics | null
  /** Fields that this version does not know are kept as they came. */
  [field: string]: unknown
}

/** Codes of {@link TranscriptionStatusError}; each has one sentence in `errors.ts`. */
export type ErrorCode =
  | 'unreachable'
  | 'unavailable'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'rejected'
  | 'ended-early'
  /** The reconnection logic itself could not be loaded. */
  | 'core-unavailable'

/** Why no update arrives. Null while updates arrive by any transport, or are being retried. */
export interface TranscriptionStatusError {
  /** For programs. */
  code: ErrorCode
  /** For people: what happened and what they can do. */
  message: string
  /** True when only `retry()` or another session can help. */
  fatal: boolean
  /** The HTTP status that said so, where there was one. */
  httpStatus?: number
  /** `core-unavailable`: what went wrong, for developers. */
  cause?: unknown
}

/** How late updates came: from the server's `timestamp` to their arrival here. */
export interface UpdateLatency {
  /** Of the newest update, milliseconds; null before the first that could be measured. */
  lastMs: number | null
  /** How far `lastMs` may be off, ± milliseconds: two clocks are compared over the network. */
  uncertaintyMs: number | null
  /** The server's clock minus this device's, milliseconds; null before they were compared. */
  clockOffsetMs: number | null
  /** How many updates came within 10 ms. */
  upTo10: number
  /** How many in more than 10 ms, and at most 25. */
  upTo25: number
  /** How many in more than 25 ms, and at most 50. */
  upTo50: number
  /** How many in more than 50 ms, and at most 100. */
  upTo100: number
  /** How many in more than 100 ms, and at most 250. */
  upTo250: number
  /** How many in more than 250 ms, and at most 1,000. */
  upTo1000: number
  /** How many in more than 1,000 ms, and at most 3,000. */
  upTo3000: number
  /** How many in more than 3,000 ms. */
  over3000: number
}

/** The health of one session's connection, counted from its beginning; of this page alone. */
export interface ConnectionMetrics {
  /** Streams asked for, probes included. */
  streamsOpened: number
  /** Streams that opened. */
  connects: number
  /** Streams that ended after they had opened, for whatever reason. */
  disconnects: number
  /** Streams that opened after an earlier one had. */
  reconnects: number
  /** Ends of streams that the server announced. */
  plannedCloses: number
  /** Requests for the status: polls, and single ones after a failure. */
  statusRequests: number
  /** Those of them that brought no status. */
  statusFailures: number
  /** HTTP requests in all: streams asked for and requests for the status. */
  requests: number
  /** Bytes of events and bodies received, without what HTTP adds. */
  bytes: number
  /** Statuses that replaced the one before. */
  updates: number
  /** Statuses that were not newer than the one known, and were skipped. */
  outdated: number
  /** Frames and bodies that were no valid status. */
  rejected: number
  /** Share of the time in which updates were arriving, 0–1, up to the end of the job. */
  uptimeRatio: number
  /** Streams that failed, probes included, by cause; the causes are those of `fallbackReason`. */
  failures: {
    error: number
    refused: number
    connectTimeout: number
    silence: number
    diedYoung: number
  }
  /** Milliseconds spent in each state that is no end. */
  timeIn: {
    connecting: number
    open: number
    backoff: number
    polling: number
    suspended: number
  }
  /** How late updates came. */
  latency: UpdateLatency
}

/** How updates travel right now. */
export interface Connection {
  /** Where the state machine is. */
  state: ConnectionState
  /** The transport in use, or null when there is none. */
  mode: Mode | null
  /** Updates are arriving: an open stream, or polls that answer. */
  isConnected: boolean
  /** Polling stands in for SSE. */
  isFallback: boolean
  /** A status is shown that may be out of date, because nothing brings updates now. */
  isStale: boolean
  /** The SSE attempt that runs or comes next, out of `maxAttempts`; 0 before the first. */
  attempt: number
  /** Failed attempts that lead to polling: `policy.maxAttempts`; 0 before there is a session. */
  maxAttempts: number
  /** When SSE is tried next (backoff, probe), wall clock in milliseconds; null when not planned. */
  nextAttemptAt: number | null
  /** A trial SSE connection runs while polling goes on. */
  probing: boolean
  /** Why polling is used, or null while it is not. */
  fallbackReason: FallbackReason | null
  /** Milliseconds between polls while polling (longer while polls fail), else null. */
  pollIntervalMs: number | null
  /** When the newest status arrived, wall clock in milliseconds; null before the first. */
  lastUpdateAt: number | null
  /** As of this snapshot; while nothing else changes, they are renewed every 30 s. */
  metrics: ConnectionMetrics
}

/**
 * What the hook and the client show: a new object whenever something changed. All who follow the
 * session share it, so it is not to be changed; what it holds directly is frozen.
 */
export interface TranscriptionSnapshot {
  /** The newest; null before the first. */
  status: TranscriptionStatus | null
  /** How updates travel. */
  connection: Connection
  /** Why none arrives; null while they do, or are being retried. */
  error: TranscriptionStatusError | null
}

/** A change of connection state. */
export interface Transition {
  /** The state before. */
  from: ConnectionState
  /** The state after; never the same. */
  to: ConnectionState
  /** Wall clock, milliseconds since the Unix epoch. */
  at: number
}

/**
 * Something that the server sent and that was skipped or, for an unknown word, only noted; or that
 * the app's `headers` or `refreshAuth` failed to give.
 */
export interface Diagnostic {
  /** What was wrong. */
  code: Complaint | 'no-credentials'
  /** The field at fault, where it is not the text as a whole. */
  field?: string
  /** For developers: what was expected and what came. */
  message: string
}

/** HTTP headers by name. Values must be of Latin-1. */
export type RequestHeaders = Record<string, string>

/** Every option has a default; all are checked when given. */
export interface TranscriptionClientOptions {
  /** Prefix of the default URLs, without a trailing slash. Default: the page's own origin. */
  baseUrl?: string
  /** The stream's URL. Default: `{baseUrl}/api/v1/sessions/{id}/status/stream`. */
  streamUrl?: (sessionId: string) => string
  /** The status URL. Default: `{baseUrl}/api/v1/sessions/{id}/status`. */
  statusUrl?: (sessionId: string) => string
  /**
   * How SSE is had: `eventsource`, `fetch` (can send headers, tells why it was refused), or `auto`
   * (default): `fetch` when there are `headers`, else `eventsource`. `polling`: not at all.
   */
  transport?: TransportChoice
  /** Send cookies to another origin. Default false. */
  withCredentials?: boolean
  /**
   * Sent with each stream and request, over fetch. A function is asked anew at each attempt, and
   * once more after a 401 or 403. A change alone does not reconnect; of several components on one
   * session, those of the newest are sent.
   */
  headers?: RequestHeaders | (() => RequestHeaders | Promise<RequestHeaders>)
  /**
   * Called once after a 401 or 403; what is sent next waits until it resolves, at most two minutes,
   * or until `retry()`. If it rejects, the refusal stands. Several sessions may call it at a time.
   */
  refreshAuth?: () => Promise<unknown>
  /** Durations and counts of the reconnection logic; the core holds the defaults. */
  policy?: Partial<Policy>
  /**
   * One connection for all tabs and windows of the origin that follow the session with equal
   * settings; where the browser cannot do that, one per tab. Default false. What one tab receives
   * the others show: if tabs can be signed in as different users, give a string that names the
   * user instead of true, then only tabs with the same string share.
   */
  shareAcrossTabs?: boolean | string
  /** Told of each change of connection state. */
  onTransition?: (transition: Transition) => void
  /** Told of each frame or body that was skipped, and of credentials that could not be had. */
  onDiagnostic?: (diagnostic: Diagnostic) => void
  /** Told how the connection fares: after each change of its state, and every 30 s until its end. */
  onMetrics?: (metrics: ConnectionMetrics) => void
  /**
   * Told of each event that the machine was given, but for the last user's leaving, and of what it
   * decided, a moment later and in order; its code is downloaded only then. With
   * `shareAcrossTabs` the tab that leads decides, and the others are told of nothing.
   */
  onDecision?: (decision: Decision) => void
  /** Where reports on the connection's health are sent (POST, JSON). Default: nowhere. */
  telemetryUrl?: string
}

/** Options of the hook: those of the client, and `enabled`. */
export interface UseTranscriptionStatusOptions extends TranscriptionClientOptions {
  /** False: no connection, no status. Default true. */
  enabled?: boolean
}

/** What the hook returns. */
export interface UseTranscriptionStatusResult extends TranscriptionSnapshot {
  /** Start anew with a full budget, from `failed` too. */
  retry: () => void
}

/** Where the core is. */
export interface PreloadOptions {
  /**
   * Address of the package's `transcription-status-core.wasm`, absolute or relative to the page,
   * where it is not beside the JavaScript. To be said before the first session. If it is not served
   * there, the core comes without the file. Where there is no page, relative ones are not looked at.
   */
  wasmUrl?: string | URL | undefined
}

/** A live view of one session without React. */
export interface TranscriptionClient {
  /** What is known now; the same object until something changes. */
  getSnapshot: () => TranscriptionSnapshot
  /** Calls `listener` after each change; returns the function that ends it. */
  subscribe: (listener: () => void) => () => void
  /** Start anew with a full budget, from `failed` too. */
  retry: () => void
  /** Close everything. Nothing is requested afterwards. */
  dispose: () => void
}
