import type {
  Connection,
  ErrorCode,
  TranscriptionSnapshot,
  TranscriptionStatus,
  TranscriptionStatusError,
} from 'transcription-status-sse'

/** When the pictures are taken. */
export const NOW = Date.parse('2026-01-01T12:00:20.000Z')

export interface Scene extends TranscriptionSnapshot {
  /** What the browser believes; default true. */
  isOnline?: boolean
}

const processing: TranscriptionStatus = {
  session_id: '7d3b8f1c-0f0a-4b57-9f50-6f8f6f0f2a11',
  epoch: '5f3a',
  sequence: 17,
  attempt: 1,
  status: 'processing',
  progress: 42,
  message: 'Analyzing speech patterns...',
  message_code: 'patterns',
  timestamp: '2026-01-01T12:00:00.000Z',
  estimated_completion: '2026-01-01T12:02:10.000Z',
  error: null,
  statistics: {
    audio_seconds: 3723,
    processed_seconds: 1563,
    segments_done: 212,
    segments_total: 505,
    words: 2911,
    realtime_factor: 0.31,
  },
}

const over: Partial<TranscriptionStatus> = { estimated_completion: null }

const queued: TranscriptionStatus = {
  ...processing,
  status: 'queued',
  progress: 0,
  message: 'Waiting for a free worker...',
  message_code: 'queued',
  estimated_completion: null,
  statistics: null,
}

const completed: TranscriptionStatus = {
  ...processing,
  ...over,
  status: 'completed',
  progress: 100,
  message: 'Your transcript is ready.',
  message_code: 'completed',
  statistics: { ...processing.statistics, processed_seconds: 3723, words: 7011 },
}

const cancelled: TranscriptionStatus = {
  ...processing,
  ...over,
  status: 'cancelled',
  message: 'Cancelled at your request.',
  message_code: 'cancelled',
}

const failure = (code: string, message: string): TranscriptionStatus => ({
  ...processing,
  ...over,
  status: 'failed',
  message,
  error: { code, message },
})

const open: Connection = {
  state: 'open',
  mode: 'sse',
  isConnected: true,
  isFallback: false,
  isStale: false,
  attempt: 1,
  maxAttempts: 3,
  nextAttemptAt: null,
  probing: false,
  fallbackReason: null,
  pollIntervalMs: null,
  lastUpdateAt: NOW - 4_000,
  metrics: {
    streamsOpened: 1,
    connects: 1,
    disconnects: 0,
    reconnects: 0,
    plannedCloses: 0,
    statusRequests: 0,
    statusFailures: 0,
    requests: 1,
    bytes: 4096,
    updates: 17,
    outdated: 0,
    rejected: 0,
    uptimeRatio: 1,
    failures: { error: 0, refused: 0, connectTimeout: 0, silence: 0, diedYoung: 0 },
    timeIn: { connecting: 80, open: 60_000, backoff: 0, polling: 0, suspended: 0 },
    latency: {
      lastMs: 12,
      uncertaintyMs: 4,
      clockOffsetMs: 0,
      upTo10: 3,
      upTo25: 14,
      upTo50: 0,
      upTo100: 0,
      upTo250: 0,
      upTo1000: 0,
      upTo3000: 0,
      over3000: 0,
    },
  },
}

const none: Partial<Connection> = { mode: null, isConnected: false, attempt: 0 }
const stale: Partial<Connection> = { isStale: true, lastUpdateAt: NOW - 130_000 }

const idle: Connection = { ...open, ...none, state: 'idle', maxAttempts: 0, lastUpdateAt: null }
const connecting: Connection = {
  ...open,
  state: 'connecting',
  isConnected: false,
  lastUpdateAt: null,
  metrics: { ...open.metrics, connects: 0, updates: 0 },
}
const backoff: Connection = {
  ...open,
  state: 'backoff',
  isConnected: false,
  attempt: 2,
  nextAttemptAt: NOW + 1_600,
}
const polling: Connection = {
  ...open,
  state: 'polling',
  mode: 'polling',
  isFallback: true,
  attempt: 1,
  nextAttemptAt: NOW + 24_000,
  fallbackReason: 'error',
  pollIntervalMs: 3_000,
}
const closed: Connection = { ...open, ...none, state: 'closed' }
const failed: Connection = { ...open, ...none, ...stale, state: 'failed' }

function errorOf(code: ErrorCode, fatal: boolean): TranscriptionStatusError {
  return { code, message: `The package's own sentence for ${code}.`, fatal }
}

const ended = (status: TranscriptionStatus): Scene => ({ status, connection: closed, error: null })

const unshown = (code: ErrorCode): Scene => ({
  status: null,
  connection: { ...failed, isStale: false, lastUpdateAt: null },
  error: errorOf(code, true),
})

const running = (connection: Connection, more: Partial<Scene> = {}): Scene => ({
  status: processing,
  connection,
  error: null,
  ...more,
})

/** Every appearance of the components, by name. */
export const scenes = {
  idle: { status: null, connection: idle, error: null },
  connecting: { status: null, connection: connecting, error: null },
  queued: { status: queued, connection: open, error: null },
  live: running(open),
  'started-again': running(open, { status: { ...processing, attempt: 2, progress: 7 } }),
  'last-seconds': running(open, {
    status: { ...processing, progress: 97, estimated_completion: '2026-01-01T12:00:05.000Z' },
  }),
  'own-sentence': running(open, {
    status: { ...processing, message_code: 'tuning', message: 'Tuning in to the speaker’s voice…' },
  }),
  reconnecting: running(backoff),
  returning: running({ ...backoff, attempt: 1 }),
  fallback: running(polling),
  probing: running({ ...polling, probing: true }),
  steady: running({ ...polling, fallbackReason: 'unsupported' }),
  'steady-by-choice': running({ ...polling, fallbackReason: 'requested', pollIntervalMs: 1_000 }),
  unreachable: running({ ...polling, ...stale }, { error: errorOf('unreachable', false) }),
  unavailable: running({ ...polling, ...stale }, { error: errorOf('unavailable', false) }),
  offline: running({ ...open, ...none, ...stale, state: 'suspended' }, { isOnline: false }),
  paused: running({ ...open, ...none, ...stale, state: 'suspended' }),
  completed: ended(completed),
  cancelled: ended(cancelled),
  'failed-known': ended(failure('recogniser_crashed', 'The recogniser broke down.')),
  'failed-by-the-server': ended(failure('worker_unwell', 'The worker ran out of memory.')),
  'failed-without-reason': ended({ ...failure('', ''), error: null }),
  unauthorized: unshown('unauthorized'),
  forbidden: unshown('forbidden'),
  'not-found': unshown('not-found'),
  gone: unshown('gone'),
  rejected: unshown('rejected'),
  'core-unavailable': unshown('core-unavailable'),
  'ended-early': running({ ...closed, ...stale }, { error: errorOf('ended-early', true) }),
  'unauthorized-midway': running(failed, { error: errorOf('unauthorized', true) }),
} satisfies Record<string, Scene>

export type SceneName = keyof typeof scenes
