/** One session of the scripted server: its newest status, and who is listening. */
import type { StreamListener, StreamRequest } from '../ports/ports.js'
import type { JobError, TranscriptionStatus } from '../types.js'
import type { ManualClock } from './clock.js'

/** Why a server ends its stream; see the wire format. */
export interface CloseNotice {
  reason: 'completed' | 'failed' | 'cancelled' | 'idle' | 'shutdown' | 'replaced'
  reconnect: boolean
  /** Milliseconds until the client may be back, or null for as it likes. */
  retry_after_ms: number | null
}

interface OpenStream {
  request: StreamRequest
  listener: StreamListener
}

export class ScriptedSession {
  readonly #clock: ManualClock
  readonly #streams = new Set<OpenStream>()
  #status: TranscriptionStatus

  constructor(id: string, clock: ManualClock) {
    this.#clock = clock
    this.#status = {
      session_id: id,
      epoch: 'test',
      sequence: 0,
      attempt: 1,
      status: 'queued',
      progress: 0,
      message: 'Waiting to start...',
      timestamp: '',
      estimated_completion: null,
      error: null,
      statistics: null,
    }
    this.publish({})
  }

  /** The newest status. */
  get status(): TranscriptionStatus {
    return this.#status
  }

  /** How many streams are open now. */
  get openStreams(): number {
    return this.#streams.size
  }

  /**
   * A new status: the last one with `change`, the next sequence and the time of now. Streams are told
   * at once; who polls finds it. Gives it back.
   */
  publish(change: Partial<TranscriptionStatus>): TranscriptionStatus {
    this.#status = {
      ...this.#status,
      sequence: this.#status.sequence + 1,
      timestamp: new Date(this.#clock.wallClock).toISOString(),
      ...change,
    }
    for (const stream of this.#streams) this.#tell(stream)
    return this.#status
  }

  /** The job is done; its streams end. */
  complete(change: Partial<TranscriptionStatus> = {}): void {
    this.publish({ status: 'completed', progress: 100, message: 'Done.', ...change })
    this.close({ reason: 'completed', reconnect: false, retry_after_ms: null })
  }

  /** The job has failed; its streams end. */
  fail(error: JobError): void {
    this.publish({ status: 'failed', message: error.message, error })
    this.close({ reason: 'failed', reconnect: false, retry_after_ms: null })
  }

  /** A sign of life on each stream. */
  heartbeat(): void {
    const timestamp = new Date(this.#clock.wallClock).toISOString()
    this.send('heartbeat', { timestamp })
  }

  /** Ends the streams as a server does that says why. */
  close(notice: CloseNotice): void {
    this.send('close', notice)
    this.cut()
  }

  /** Breaks the streams off without a word. */
  cut(): void {
    for (const { listener } of this.#take()) listener.failed()
  }

  /** Any event on each stream, as it stands: `data` that is no string is sent as JSON. */
  send(event: string, data: unknown): void {
    for (const stream of this.#streams) sayOn(stream, event, textOf(data), '')
  }

  /** A client opens a stream, and is told the newest status. */
  open(request: StreamRequest, listener: StreamListener): void {
    const stream = { request, listener }
    this.#streams.add(stream)
    request.signal.addEventListener('abort', () => this.#streams.delete(stream))
    listener.opened()
    this.#tell(stream)
  }

  #tell(stream: OpenStream): void {
    const { epoch, sequence } = this.#status
    sayOn(stream, 'status', JSON.stringify(this.#status), `${epoch}-${sequence}`)
  }

  #take(): OpenStream[] {
    const streams = [...this.#streams]
    this.#streams.clear()
    return streams
  }
}

const textOf = (data: unknown): string => (typeof data === 'string' ? data : JSON.stringify(data))

const encoder = new TextEncoder()

/** One event, in the way that the transport hears it. */
function sayOn({ request, listener }: OpenStream, event: string, data: string, id: string): void {
  if (request.signal.aborted) return
  if (request.sent === undefined) return listener.message(event, data, id)
  const lines = [`event: ${event}`, ...data.split('\n').map((line) => `data: ${line}`)]
  if (id !== '') lines.unshift(`id: ${id}`)
  listener.bytes(encoder.encode(`${lines.join('\n')}\n\n`))
}
