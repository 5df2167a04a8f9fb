/** What is said aloud, and when: pure, on a clock that it is given. */
import type { TranscriptionStatus } from '../types.js'
import type { ConnectionLine, ConnectionLook } from './connection-line.js'

/** A change of the connection that is over sooner is not worth a word, milliseconds. */
export const LASTING_MS = 3_000
/** Between two words on progress, milliseconds; a new state of the job does not wait. */
export const PAUSE_MS = 5_000

/**
 * Between two words on how updates arrive, milliseconds: a connection that comes and goes would be
 * told all the time.
 */
export const LINE_PAUSE_MS = 30_000

const STEP = 25

/** What could be told of at one moment. */
export interface Situation {
  status: TranscriptionStatus | null
  /** What would be said of the status. */
  sentence: string
  line: ConnectionLine
}

export interface Utterance {
  /** Null: nothing. Empty: what was said of the connection is no longer so. */
  text: string | null
  /** Milliseconds until there may be something to say about the same situation. */
  againInMs: number | null
}

/**
 * These say themselves: the end of the job by its status, a fatal error by its alert. Of no session
 * there is nothing to say.
 */
const SILENT: ReadonlySet<ConnectionLook> = new Set([
  'idle',
  'finished',
  'cancelled',
  'failed',
  'stopped',
])

/**
 * Chooses what a screen reader tells: each quarter of the progress, each new state of the job, and
 * each lasting change of how updates arrive. The bar itself can be read at any time.
 */
export class Announcer {
  #job = ''
  #quarter = 0
  #toldAt = -Infinity
  #toldLook: ConnectionLook = 'idle'
  #look: ConnectionLook = 'idle'
  #lookSince = 0
  #lineToldAt = -Infinity
  /** What was said last tells of the connection. */
  #isOfLine = false

  /** @param now monotonic milliseconds */
  hear({ status, sentence, line }: Situation, now: number): Utterance {
    const [ofJob, jobWait] = this.#ofJob(status, now)
    const [ofLine, lineWait] = this.#ofLine(line.look, now)
    const waits = [jobWait, lineWait].filter((wait) => wait > 0)
    return {
      text: this.#textOf(ofJob ? sentence : null, ofLine ? line.text : null),
      againInMs: waits.length > 0 ? Math.min(...waits) : null,
    }
  }

  #textOf(ofJob: string | null, ofLine: string | null): string | null {
    const texts = [ofJob, ofLine].filter((text) => text !== null)
    const isOver = this.#isOfLine && SILENT.has(this.#toldLook)
    if (texts.length === 0 && !isOver) return null
    this.#isOfLine = ofLine !== null
    return texts.join(' ')
  }

  /** Whether to speak now, and else after how many milliseconds, if at all. */
  #ofJob(status: TranscriptionStatus | null, now: number): [boolean, number] {
    if (status === null) return [false, 0]
    const job = JSON.stringify([status.session_id, status.attempt, status.status])
    const quarter = Math.floor(status.progress / STEP)
    if (job === this.#job) {
      if (quarter <= this.#quarter) return [false, 0]
      const wait = this.#toldAt + PAUSE_MS - now
      if (wait > 0) return [false, wait]
    }
    this.#job = job
    this.#quarter = quarter
    this.#toldAt = now
    return [true, 0]
  }

  #ofLine(look: ConnectionLook, now: number): [boolean, number] {
    if (look !== this.#look) {
      this.#look = look
      this.#lookSince = now
    }
    if (look === this.#toldLook) return [false, 0]
    // To be connecting is no news where nothing was before.
    if (SILENT.has(look) || (look === 'waiting' && this.#toldLook === 'idle')) {
      this.#toldLook = look
      return [false, 0]
    }
    const due = Math.max(this.#lookSince + LASTING_MS, this.#lineToldAt + LINE_PAUSE_MS)
    if (due > now) return [false, due - now]
    this.#toldLook = look
    this.#lineToldAt = now
    return [true, 0]
  }
}
