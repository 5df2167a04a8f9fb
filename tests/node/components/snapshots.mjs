/** What the hook could give, for components to show. */
import { IDLE } from '../support/dist.mjs'
import { statusOf } from '../support/world.mjs'

export { IDLE, statusOf }

/** When the newest update arrived, by this device's clock. */
export const ARRIVED = Date.parse('2026-01-01T12:00:00.500Z')

/** A connection in `state` that has brought an update. */
export const connectionIn = (state, more = {}) => ({
  ...IDLE.connection,
  state,
  attempt: 1,
  maxAttempts: 3,
  lastUpdateAt: ARRIVED,
  isConnected: state === 'open' || state === 'polling',
  mode: { open: 'sse', polling: 'polling' }[state] ?? null,
  pollIntervalMs: state === 'polling' ? 3_000 : null,
  ...more,
})

/** A running job whose updates arrive; `more` of its status. */
export const running = (more = {}, connection = connectionIn('open')) => ({
  status: statusOf(40, { progress: 40, ...more }),
  connection,
  error: null,
})

export const errorOf = (code, fatal = true) => ({ code, fatal, message: `own words: ${code}` })

const polling = (fallbackReason, more = {}) =>
  connectionIn('polling', { isFallback: true, fallbackReason, ...more })

const ended = (status) => ({
  status: statusOf(41, { status, progress: status === 'completed' ? 100 : 40 }),
  connection: connectionIn('closed'),
  error: null,
})

/** One for each look of the connection, by its name. */
export const looks = {
  idle: IDLE,
  waiting: { ...IDLE, connection: connectionIn('connecting', { lastUpdateAt: null }) },
  live: running(),
  steady: running({}, polling('unsupported')),
  retrying: running({}, connectionIn('backoff', { attempt: 2 })),
  fallback: running({}, polling('error')),
  unanswered: { ...running({}, polling('error')), error: errorOf('unreachable', false) },
  offline: { ...running({}, connectionIn('suspended')), isOnline: false },
  paused: { ...running({}, connectionIn('suspended')), isOnline: true },
  finished: ended('completed'),
  cancelled: ended('cancelled'),
  failed: ended('failed'),
  stopped: { ...running({}, connectionIn('failed')), error: errorOf('unauthorized') },
}
