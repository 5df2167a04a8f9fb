/** What tabs say to each other. */
import type { Diagnostic, TranscriptionSnapshot } from '../types.js'

/** To be raised whenever a message or the snapshot in it changes: versions do not mix. */
const PROTOCOL = 1

/** The name of the channel and the lock of all tabs that may share a connection. */
export const nameOf = (key: string): string => `transcription-status-sse/${PROTOCOL}/${key}`

/** From a tab that wants to know what the leader shows, or whose visibility has changed. */
export interface Hello {
  type: 'hello'
  /** A number of the tab's own. */
  from: number
  visible: boolean
}

/** From the leader: what it shows; to all, whenever that changes and as the answer to `hello`. */
export interface Lead {
  type: 'lead'
  /** Grows from leader to leader. */
  term: number
  /** Counts what this leader has shown, from 0. */
  version: number
  /** The leader's own page can be seen. */
  visible: boolean
  snapshot: TranscriptionSnapshot
}

/** To the leader: somebody wants to start anew. */
export interface Retry {
  type: 'retry'
}

/** From the leader, for everyone's `onDiagnostic`. */
export interface Complain {
  type: 'diagnostic'
  term: number
  diagnostic: Diagnostic
}

export type Message = Hello | Lead | Retry | Complain

/** The message, or null for anything else: a channel is open to all code of the origin. */
export function readMessage(said: unknown): Message | null {
  return isRecord(said) && isMessage(said) ? (said as unknown as Message) : null
}

type Fields = Record<string, unknown>

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null

function isMessage(said: Fields): boolean {
  switch (said['type']) {
    case 'hello':
      return typeof said['from'] === 'number' && typeof said['visible'] === 'boolean'
    case 'lead':
      return (
        Number.isFinite(said['term']) &&
        Number.isFinite(said['version']) &&
        typeof said['visible'] === 'boolean' &&
        isSnapshot(said['snapshot'])
      )
    case 'retry':
      return true
    case 'diagnostic':
      return Number.isFinite(said['term']) && isRecord(said['diagnostic'])
    default:
      return false
  }
}

function isSnapshot(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value['connection'])) return false
  const { status, connection, error } = value
  const isStatus =
    isRecord(status) &&
    typeof status['epoch'] === 'string' &&
    typeof status['sequence'] === 'number'
  return (
    (status === null || isStatus) &&
    typeof connection['state'] === 'string' &&
    isRecord(connection['metrics']) &&
    (error === null || isRecord(error))
  )
}
