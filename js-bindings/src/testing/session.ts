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

/** How a job can end; its streams end with the same reason. */
const ENDINGS = ['completed', 'failed', 'cancelled'] as const

interface OpenStream {
  request: StreamRequest
  listener: StreamListener
  /** As EventSource keeps it: of the last event that had one. */
  lastId: string
}

/** One session of the scripted server: its job, and the streams that follow it. */
export class ScriptedSession {
  readonly #clock: ManualClock
  readonly #streams = new Set<OpenStream>()
  #status: TranscriptionStatus

  /** @internal */
  constructor(id: string, epoch: string, clock: ManualClock) {
    this.#clock = clock
    this.#status = {
      session_id: id,
      epoch,
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
   * at once, and end where the job has; who polls finds it. Gives it back.
   */
  publish(change: Partial<TranscriptionStatus>): TranscriptionStatus {
    this.#status = {
      ...this.#status,
      sequence: this.#status.sequence + 1,
      timestamp: this.#timestamp(),
      ...change,
    }
    for (const stream of this.#streams) this.#tell(stream)
    this.#endWithJob()
    return this.#status
  }

  /** The job is done; its streams end. */
  complete(change: Partial<TranscriptionStatus> = {}): void {
    this.publish({ status: 'completed', progress: 100, message: 'Done.', ...change })
  }

  /** The job has failed; its streams end. */
  fail(error: JobError): void {
    this.publish({ status: 'failed', message: error.message, error })
  }

  /** The job was given up; its streams end. */
  cancel(): void {
    this.publish({ status: 'cancelled', message: 'Cancelled.' })
  }

  /** A sign of life on each stream. */
  heartbeat(): void {
    this.send('heartbeat', { timestamp: this.#timestamp() })
  }

  /** Ends the streams as a server does that says why. */
  close(notice: CloseNotice): void {
    this.send('close', notice)
    this.cut()
  }

  /** Breaks the streams off without a word. */
  cut(): void {
    const streams = [...this.#streams]
    this.#streams.clear()
    for (const { listener } of streams) listener.failed()
  }

  /** Any event on each stream, as it stands: `data` that is no string is sent as JSON. */
  send(event: string, data: unknown): void {
    for (const stream of this.#streams) sayOn(stream, event, textOf(data), '')
  }

  /**
   * The job has ended; who was told so already is answered with 204.
   *
   * @internal
   */
  isKnownToBeOver(lastEventId: string | null): boolean {
    return this.#ending() !== undefined && lastEventId === this.#eventId()
  }

  /**
   * A client opens a stream, and is told the newest status.
   *
   * @internal
   */
  open(request: StreamRequest, listener: StreamListener): void {
    const stream = { request, listener, lastId: '' }
    this.#streams.add(stream)
    request.signal.addEventListener('abort', () => this.#streams.delete(stream))
    listener.opened()
    this.#tell(stream)
    this.#endWithJob()
  }

  #tell(stream: OpenStream): void {
    sayOn(stream, 'status', JSON.stringify(this.#status), this.#eventId())
  }

  #endWithJob(): void {
    const reason = this.#ending()
    if (reason !== undefined) this.close({ reason, reconnect: false, retry_after_ms: null })
  }

  /** How the job has ended, if it has. */
  #ending(): (typeof ENDINGS)[number] | undefined {
    return ENDINGS.find((ending) => ending === this.#status.status)
  }

  #eventId(): string {
    return `${this.#status.epoch}-${this.#status.sequence}`
  }

  #timestamp(): string {
    return new Date(this.#clock.wallClock).toISOString()
  }
}

const textOf = (data: unknown): string => (typeof data === 'string' ? data : JSON.stringify(data))

const encoder = new TextEncoder()

/** One event, in the way that the transport hears it. */
function sayOn(stream: OpenStream, event: string, data: string, id: string): void {
  const { request, listener } = stream
  if (request.signal.aborted) return
  if (request.sent === undefined) {
    if (id !== '') stream.lastId = id
    return listener.message(event, data, stream.lastId)
  }
  const lines = [`event: ${event}`, ...data.split('\n').map((line) => `data: ${line}`)]
  if (id !== '') lines.unshift(`id: ${id}`)
  listener.bytes(encoder.encode(`${lines.join('\n')}\n\n`))
}
