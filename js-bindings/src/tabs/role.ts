/** What a tab does while it takes part: it leads or it follows. */
import type { Credentials } from '../source.js'
import type { Diagnostic, TranscriptionClientOptions, TranscriptionSnapshot } from '../types.js'
import type { Message } from './messages.js'

/** Where a tab's view of the session is kept; leaders come and go, the stage stays. */
export interface Stage {
  /** The newest snapshot known, which may wait for the next frame to be shown. */
  getNewest: () => TranscriptionSnapshot
  show: (snapshot: TranscriptionSnapshot) => void
  diagnose: (diagnostic: Diagnostic) => void
  /** What tells this tab's users of decisions; undefined while nobody wants to know. */
  decisions: () => TranscriptionClientOptions['onDecision']
  /** Those of this tab's users. */
  credentials: () => Credentials
}

export interface Role {
  /** The highest term known. */
  readonly term: number
  hear: (message: Message) => void
  /** Somebody in this tab wants to start anew. */
  retry: () => void
  /** The page has become visible, or hidden. */
  look: () => void
  stop: () => void
}
