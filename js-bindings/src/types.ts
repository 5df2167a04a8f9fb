/**
 * The package's public vocabulary. Times that cross this boundary are wall-clock milliseconds
 * since the Unix epoch (`Date.now()`), durations are milliseconds.
 */
import type {
  Complaint,
  ConnectionMetrics,
  ConnectionState,
  FallbackReason,
  Mode,
  Policy,
  TransportChoice,
} from './core/core.js'

export type {
  Complaint,
  ConnectionMetrics,
  ConnectionState,
  FallbackReason,
  Mode,
  Policy,
  TransportChoice,
}

/** What the job is doing. Servers may add words; anything else arrives as a plain string. */
export type JobStatus = 'queued' | 'processing' | 'completed' | 'failed' | 'cancelled'

/** Why the job failed, as the server says it. */
export interface JobError {
  code: string
  message: string
}

/** How far the job is, in numbers. A server may leave out what it does not know. */
export interface JobStatistics {
  /** Length of the audio, seconds. */
  audio_seconds?: number | null
  /** Audio already transcribed, seconds. */
  processed_seconds?: number | null
  segments_done?: number | null
  segments_total?: number | null
  words?: number | null
  /** Processing time divided by audio time: below 1 is faster than real time. */
  realtime_factor?: number | null
}

/** One complete status of a transcription job, as the server sent it. */
export interface TranscriptionStatus {
  session_id: string
  /** Names one life of the server's store: sequences compare within an epoch only. */
  epoch: string
  /** Grows by one with each update of the session. */
  sequence: number
  /** From 1; grows when a lost worker's job is started again. */
  attempt: number
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
  error: JobError | null
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

/** How updates travel right now. */
export interface Connection {
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
  metrics: ConnectionMetrics
}

/** What the hook and the client show. Immutable: a new object whenever something changed. */
export interface TranscriptionSnapshot {
  status: TranscriptionStatus | null
  connection: Connection
  error: TranscriptionStatusError | null
}

/** A change of connection state. */
export interface Transition {
  from: ConnectionState
  to: ConnectionState
  /** Wall clock, milliseconds. */
  at: number
}

/** Something that the server sent and that was skipped or, for an unknown word, only noted. */
export interface Diagnostic {
  code: Complaint
  /** The field at fault, where it is not the text as a whole. */
  field?: string
  /** For developers: what was expected and what came. */
  message: string
}

/** Every option has a default; all are checked when given. */
export interface TranscriptionClientOptions {
  /** Prefix of the default URLs, without a trailing slash. Default: the page's own origin. */
  baseUrl?: string
  /** The stream's URL. Default: `{baseUrl}/api/v1/sessions/{id}/status/stream`. */
  streamUrl?: (sessionId: string) => string
  /** The status URL. Default: `{baseUrl}/api/v1/sessions/{id}/status`. */
  statusUrl?: (sessionId: string) => string
  /** `auto` (default) and `eventsource`: SSE where there is EventSource; `polling`: never SSE. */
  transport?: TransportChoice
  /** Send cookies to another origin. Default false. */
  withCredentials?: boolean
  /** Durations and counts of the reconnection logic; the core holds the defaults. */
  policy?: Partial<Policy>
  /** Told of each change of connection state. */
  onTransition?: (transition: Transition) => void
  /** Told of each frame or body that was skipped. */
  onDiagnostic?: (diagnostic: Diagnostic) => void
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

/** A live view of one session without React. */
export interface TranscriptionClient {
  getSnapshot: () => TranscriptionSnapshot
  /** Calls `listener` after each change; returns the function that ends it. */
  subscribe: (listener: () => void) => () => void
  retry: () => void
  /** Close everything. Nothing is requested afterwards. */
  dispose: () => void
}
