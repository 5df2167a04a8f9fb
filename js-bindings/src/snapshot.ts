/** From the core's plain values to what the app sees. */
import type { CoreSnapshot } from './core/core.js'
import { coreUnavailable, errorOf } from './errors.js'
import type { TranscriptionSnapshot, TranscriptionStatus } from './types.js'

/** Before there is a session, on the server, and until the core is loaded. */
export const IDLE: TranscriptionSnapshot = freeze({
  status: null,
  connection: {
    state: 'idle',
    mode: null,
    isConnected: false,
    isFallback: false,
    isStale: false,
    attempt: 0,
    maxAttempts: 0,
    nextAttemptAt: null,
    probing: false,
    fallbackReason: null,
    pollIntervalMs: null,
    lastUpdateAt: null,
    metrics: {
      streamsOpened: 0,
      connects: 0,
      disconnects: 0,
      reconnects: 0,
      plannedCloses: 0,
      statusRequests: 0,
      statusFailures: 0,
      requests: 0,
      bytes: 0,
      updates: 0,
      outdated: 0,
      rejected: 0,
      uptimeRatio: 0,
      failures: { error: 0, refused: 0, connectTimeout: 0, silence: 0, diedYoung: 0 },
      timeIn: { connecting: 0, open: 0, backoff: 0, polling: 0, suspended: 0 },
      latency: {
        lastMs: Number.NaN,
        uncertaintyMs: Number.NaN,
        clockOffsetMs: Number.NaN,
        upTo10: 0,
        upTo25: 0,
        upTo50: 0,
        upTo100: 0,
        upTo250: 0,
        upTo1000: 0,
        upTo3000: 0,
        over3000: 0,
      },
    },
  },
  error: null,
})

/** The core could not be loaded, for `cause`: nothing can be known until `retry()`. */
export function withoutCore(cause: unknown): TranscriptionSnapshot {
  return freeze({
    ...IDLE,
    connection: { ...IDLE.connection, state: 'failed' },
    error: coreUnavailable(cause),
  })
}

/** Turns snapshots of one core session into the app's, reading each status text once. */
export class SnapshotReader {
  #text = ''
  #progress = Number.NaN
  #status: TranscriptionStatus | null = null

  /** @param toWallClock from the core's clock to milliseconds since the Unix epoch */
  read(seen: CoreSnapshot, toWallClock: (at: number) => number): TranscriptionSnapshot {
    const wallClock = (at: number): number | null => (Number.isNaN(at) ? null : toWallClock(at))
    return freeze({
      status: this.#statusOf(seen.statusText, seen.progress),
      connection: {
        state: seen.state,
        mode: seen.mode === 'none' ? null : seen.mode,
        isConnected: seen.connected,
        isFallback: seen.mode === 'polling',
        isStale: seen.stale,
        attempt: seen.attempt,
        maxAttempts: seen.maxAttempts,
        nextAttemptAt: wallClock(seen.nextAttemptAt),
        probing: seen.probing,
        fallbackReason: seen.fallbackReason === 'none' ? null : seen.fallbackReason,
        pollIntervalMs: seen.mode === 'polling' ? seen.pollInterval : null,
        lastUpdateAt: wallClock(seen.lastUpdateAt),
        metrics: seen.metrics,
      },
      error: errorOf(seen.problem, seen.fatal, seen.httpStatus),
    })
  }

  #statusOf(text: string, progress: number): TranscriptionStatus | null {
    if (text !== '' && (text !== this.#text || progress !== this.#progress)) {
      // The core accepts only valid JSON with the documented fields, so this cannot throw.
      const status = JSON.parse(text) as TranscriptionStatus
      this.#text = text
      this.#progress = progress
      this.#status = freeze({
        ...status,
        estimated_completion: status.estimated_completion ?? null,
        error: status.error ?? null,
        statistics: status.statistics ?? null,
        progress,
      })
    }
    return this.#status
  }
}

/** Snapshots are shared by everyone who looks: nobody may change one. */
function freeze<T extends object>(value: T): T {
  return Object.freeze(value)
}
