/** What follows a session, whoever holds its connection: this page or another tab. */
import type { Diagnostic, TranscriptionSnapshot, Transition } from './types.js'

/** Someone who follows the session. */
export interface Observer {
  changed?: () => void
  transition?: (transition: Transition) => void
  diagnostic?: (diagnostic: Diagnostic) => void
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
