/** A server of transcription statuses that says what the test has it say, without any network. */
import { streamHeaders } from '../ports/fetch-stream.js'
import type { Answer, RequestOptions, StreamListener, StreamRequest } from '../ports/ports.js'
import type { ManualClock } from './clock.js'
import { ScriptedSession } from './session.js'
import { Swallowed } from './swallowed.js'

/** How the server misbehaves. */
export type Fault =
  /** No answer: as without a network, or with the server away. */
  | 'unreachable'
  /**
   * Streams open and bring nothing, as behind a proxy that collects what passes; requests wait for an
   * answer.
   */
  | 'swallowed'
  /**
   * Answered with this status, by no stream. `retryAfterMs` in milliseconds; `body` is what a request
   * reads of a 2xx, which is empty without it.
   */
  | { httpStatus: number; retryAfterMs?: number | undefined; body?: string | undefined }

/** One question that a client asked. */
export interface Asked {
  kind: 'stream' | 'status'
  url: string
  /** By the manual clock, milliseconds. */
  at: number
  /** What it was sent with, where the transport can send any. */
  headers: Headers
}

/** The server of a world, which answers as the test says. */
export class ScriptedServer {
  readonly #clock: ManualClock
  readonly #sessions = new Map<string, ScriptedSession>()
  readonly #swallowed = { streams: new Swallowed(), requests: new Swallowed() }
  #epoch = 1
  /** Everything that was asked, in order. */
  readonly asked: Asked[] = []
  /** What is wrong with streams that are opened from now on, if anything is. */
  streams: Fault | null = null
  /** What is wrong with requests for the status from now on, if anything is. */
  statusRequests: Fault | null = null
  /** The session that an address is about. Change it for addresses of your own. */
  sessionIdOf = (url: string): string | undefined => {
    const id = /\/sessions\/([^/?]+)\/status(?:\/stream)?(?:\?|$)/.exec(url)?.[1]
    return id === undefined ? undefined : decodeURIComponent(id)
  }

  /** @internal */
  constructor(clock: ManualClock) {
    this.#clock = clock
  }

  /** The session `id`, queued when it is named first. One that never was is answered with 404. */
  session(id: string): ScriptedSession {
    const known = this.#sessions.get(id)
    if (known !== undefined) return known
    const session = new ScriptedSession(id, `test${this.#epoch}`, this.#clock)
    this.#sessions.set(id, session)
    return session
  }

  /**
   * The server is restarted: what is open breaks off.
   *
   * @param forget sessions too are gone; those that are named afterwards are of another epoch
   */
  restart({ forget = false }: { forget?: boolean | undefined } = {}): void {
    const sessions = [...this.#sessions.values()]
    if (forget) {
      this.#sessions.clear()
      this.#epoch++
    }
    for (const session of sessions) session.cut()
    for (const swallowed of Object.values(this.#swallowed)) swallowed.cut()
  }

  /** How many streams are open now, of all sessions. */
  get openStreams(): number {
    return [...this.#sessions.values()].reduce(
      (sum, { openStreams }) => sum + openStreams,
      this.#swallowed.streams.size,
    )
  }

  /** How many requests wait for an answer. */
  get openRequests(): number {
    return this.#swallowed.requests.size
  }

  /** @internal */
  openStream = (request: StreamRequest, listener: StreamListener): void => {
    const { url, sent, signal } = request
    const headers = sent === undefined ? new Headers() : streamHeaders(sent)
    this.asked.push({ kind: 'stream', url, at: this.#clock.now, headers })
    // Nothing is said before this has returned.
    void Promise.resolve().then(() => {
      if (!signal.aborted) this.#answerStream(request, listener)
    })
  }

  #answerStream(request: StreamRequest, listener: StreamListener): void {
    // EventSource does not tell why it was refused.
    const refuse = (httpStatus: number, retryAfterMs = -1): void =>
      request.sent === undefined ? listener.failed() : listener.refused(httpStatus, retryAfterMs)
    const session = this.#known(request.url)
    const fault = this.streams
    if (fault === 'unreachable') return listener.failed()
    if (fault === 'swallowed') {
      listener.opened()
      return this.#swallowed.streams.add(request.signal, () => listener.failed())
    }
    if (fault !== null) return refuse(fault.httpStatus, fault.retryAfterMs)
    if (session === undefined) return refuse(404)
    if (session.isKnownToBeOver(lastEventIdOf(request))) return refuse(204)
    session.open(request, listener)
  }

  /** @internal */
  request = (url: string, { headers: sent, signal }: RequestOptions): Promise<Answer | null> => {
    const headers = new Headers(sent)
    headers.set('accept', 'application/json')
    this.asked.push({ kind: 'status', url, at: this.#clock.now, headers })
    return Promise.resolve().then(() => (signal.aborted ? null : this.#answer(url, signal)))
  }

  #answer(url: string, signal: AbortSignal): Answer | Promise<Answer | null> {
    const fault = this.statusRequests
    if (fault === 'unreachable') return answer(0)
    if (fault === 'swallowed') {
      return new Promise((resolve) => {
        this.#swallowed.requests.add(signal, () => resolve(answer(0)))
        signal.addEventListener('abort', () => resolve(null))
      })
    }
    if (fault !== null) return answer(fault.httpStatus, fault.body, fault.retryAfterMs)
    const session = this.#known(url)
    return session === undefined ? answer(404) : answer(200, JSON.stringify(session.status))
  }

  #known(url: string): ScriptedSession | undefined {
    return this.#sessions.get(this.sessionIdOf(url) ?? '')
  }
}

const answer = (httpStatus: number, body = '', retryAfterMs = -1): Answer => ({
  httpStatus,
  body,
  retryAfterMs,
})

/** A new EventSource sends no header: it is in the address. */
const lastEventIdOf = ({ url, sent }: StreamRequest): string | null =>
  sent?.lastEventId ?? new URL(url, 'http://test').searchParams.get('last_event_id')
