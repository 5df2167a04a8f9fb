/** From the core's plain values to what the app sees. */
import type { CoreMetrics, CoreSnapshot } from './core/core.js'
import { metricsOf as coreMetricsOf } from './core/core.js'
import { coreUnavailable, errorOf } from './errors.js'
import type { ConnectionMetrics, TranscriptionSnapshot, TranscriptionStatus } from './types.js'

const NOTHING = coreMetricsOf(() => 0)

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
    metrics: metricsOf(
      { ...NOTHING, latency: { ...NOTHING.latency, lastMs: NaN, uncertaintyMs: NaN } },
      NaN,
    ),
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
  #progress = 0
  #status: TranscriptionStatus | null = null

  /** @param offset the wall clock minus the core's clock, milliseconds */
  read(seen: CoreSnapshot, offset: number): TranscriptionSnapshot {
    const wallClock = (at: number): number | null => known(Math.round(at + offset))
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
        metrics: metricsOf(seen.metrics, offset),
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

/** `Public` has everything that `Emitted` has: what the core measures is documented. */
type Covering<Public extends Record<keyof Emitted, unknown>, Emitted> = Public

function metricsOf(
  { latency, ...seen }: CoreMetrics,
  offset: number,
): Covering<ConnectionMetrics, CoreMetrics> {
  const covered: Covering<ConnectionMetrics['latency'], CoreMetrics['latency']> = {
    ...latency,
    lastMs: known(latency.lastMs),
    uncertaintyMs: known(latency.uncertaintyMs),
    clockOffsetMs: known(latency.clockOffsetMs - offset),
  }
  return { ...seen, latency: covered }
}

/** The core says NaN for what it does not know. */
function known(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

/** Snapshots are shared by everyone who looks: nobody may change one. */
function freeze<T extends object>(value: T): T {
  return Object.freeze(value)
}
