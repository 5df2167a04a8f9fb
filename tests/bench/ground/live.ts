import type { Connection } from 'transcription-status-sse'

/** What a hook that knows nothing of connections can say of its own: it is there. */
export const live = {
  state: 'open',
  mode: 'sse',
  isConnected: true,
  isFallback: false,
  isStale: false,
  attempt: 1,
  maxAttempts: 1,
  nextAttemptAt: null,
  probing: false,
  fallbackReason: null,
  pollIntervalMs: null,
  lastUpdateAt: null,
} as unknown as Connection
