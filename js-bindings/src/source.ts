/** What follows a session, whoever holds its connection: this page or another tab. */
import type { TranscriptionClientOptions, TranscriptionSnapshot } from './types.js'

/** What requests are sent with. */
export type Credentials = Pick<TranscriptionClientOptions, 'headers' | 'refreshAuth'>

/** Someone who follows the session. */
export interface Observer {
  changed?: () => void
  /**
   * The app's, as they are now: its callbacks, and its credentials. Those are asked for at each
   * attempt, and of several observers the newest is asked.
   */
  options?: () => TranscriptionClientOptions
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
