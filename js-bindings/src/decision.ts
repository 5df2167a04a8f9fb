/** What `onDecision` tells: one event that the machine was given, and what it made of it. */
import type { Complaint, ConnectionState } from './core/core.js'
import type { Connection, TranscriptionStatusError } from './types.js'

/** One step of the machine: what it was told, and what it decided. */
export interface Decision {
  /** Wall clock, milliseconds since the Unix epoch. */
  at: number
  /** What it was told. */
  event: DecidingEvent
  /** In the order in which they are carried out. */
  effects: DecidedEffect[]
  /** The state before. */
  from: ConnectionState
  /** The state after; often the same. */
  to: ConnectionState
  /** The connection before the event … */
  before: Connection
  /** … and after it. */
  connection: Connection
  /** The error that is shown after it. */
  error: TranscriptionStatusError | null
}

/**
 * A fact, under the core's name for it. `generation` is the number of the stream or request that
 * says it, as in the effect that asked for it: of an earlier one it changes nothing.
 */
export type DecidingEvent =
  | {
      /**
       * `release` and `dispose`, the last user's leaving, are told only where another one comes in
       * the same moment: otherwise nobody is left to be told.
       */
      type: 'start' | 'retry' | 'acquire' | 'release' | 'dispose' | 'online' | 'offline' | 'hide'
    }
  /** Looked at again, thawed or woken up, after so many milliseconds. */
  | { type: 'wake'; awayMs: number }
  /** What was due, as far as it shows in what changed; empty for a timer that came too early. */
  | { type: 'tick'; timers: Timer[] }
  | { type: 'stream-opened' | 'stream-failed'; generation: number }
  | {
      /** `stream-bytes`: over fetch, in pieces that need not end where frames do. */
      type: 'stream-message' | 'stream-bytes'
      generation: number
      /** The names of the frames in it, `message` where the stream names none. */
      frames: string[]
      /** What a `close` frame said, if there was one in one piece. */
      close: ServerClose | null
    }
  | {
      type: 'stream-refused' | 'response'
      generation: number
      /** 0: no answer. */
      httpStatus: number
      /** `Retry-After`, milliseconds; null when there was none. */
      retryAfterMs: number | null
    }

/** The server's announcement that it ends its stream. */
export interface ServerClose {
  /** `shutdown`, `idle`, `completed`, … */
  reason: string
  /** The client may come back. */
  reconnect: boolean
  /** Not before so many milliseconds; null: as it likes. */
  retryAfterMs: number | null
}

/**
 * The machine's timers, as wasm/SPEC.md names what happens when they are due; but for that of the
 * grace after the last user's leaving, of which nobody is left to be told.
 */
export type Timer = 'connect' | 'silence' | 'backoff' | 'poll' | 'request' | 'probe'

/** Something that the machine has carried out. */
export type DecidedEffect =
  | { type: 'open-stream'; generation: number; lastEventId: string }
  | { type: 'close-stream' | 'request-status' | 'cancel-request'; generation: number }
  | { type: 'publish'; urgent: boolean }
  | { type: 'renew-credentials' | 'finish' }
  | { type: 'report'; complaint: Complaint; field: string }
