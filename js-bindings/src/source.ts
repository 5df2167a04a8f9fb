/** What follows a session, whoever holds its connection: this page or another tab. */
import type {
  ConnectionMetrics,
  Diagnostic,
  TranscriptionClientOptions,
  TranscriptionSnapshot,
  Transition,
} from './types.js'

/** What requests are sent with. */
export type Credentials = Pick<TranscriptionClientOptions, 'headers' | 'refreshAuth'>

/** Someone who follows the session. */
export interface Observer {
  changed?: () => void
  transition?: (transition: Transition) => void
  diagnostic?: (diagnostic: Diagnostic) => void
  metrics?: (metrics: ConnectionMetrics) => void
  /** Asked at each attempt; of several observers the newest is. */
  credentials?: () => Credentials
}

/** A session that is being followed. */
export interface StatusSource {
  getSnapshot: () => TranscriptionSnapshot
  /** Makes `observer` a user of the session; the first one starts it. */
  acquire: (observer: Observer) => void
  /** Ends the use. The last user's leaving ends the session: at once, or after a short grace. */
  release: (observer: Observer, atOnce: boolean) => void
  /** Starts anew with a full budget; loads the core again where that has failed. */
  retry: () => void
}
