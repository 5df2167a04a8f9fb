/** A server of transcription statuses that says what the test has it say, without any network. */
import type { Answer, RequestOptions, StreamListener, StreamRequest } from '../ports/ports.js'
import type { ManualClock } from './clock.js'
import { ScriptedSession } from './session.js'

/** How the server misbehaves. */
export type Fault =
  /** No answer: as without a network, or with the server away. */
  | 'unreachable'
  /** Streams open and bring nothing, as behind a proxy that collects what passes. */
  | 'swallowed'
  /** Answered with this status; `retryAfterMs` in milliseconds. */
  | { httpStatus: number; retryAfterMs?: number }

/** One question that a client asked. */
export interface Asked {
  kind: 'stream' | 'status'
  url: string
  /** By the manual clock, milliseconds. */
  at: number
  /** What it was sent with, where the transport can send any. */
  headers: Headers
}

export class ScriptedServer {
  readonly #clock: ManualClock
  readonly #sessions = new Map<string, ScriptedSession>()
  /** Everything that was asked, in order. */
  readonly asked: Asked[] = []
  /** What is wrong with streams that are opened from now on, if anything is. */
  streams: Fault | null = null
  /** What is wrong with requests for the status from now on, if anything is. */
  statusRequests: Exclude<Fault, 'swallowed'> | null = null
  /** The session that an address is about. Change it for addresses of your own. */
  sessionIdOf = (url: string): string | undefined => {
    const id = /\/sessions\/([^/?]+)\/status(?:\/stream)?(?:\?|$)/.exec(url)?.[1]
    return id === undefined ? undefined : decodeURIComponent(id)
  }

  constructor(clock: ManualClock) {
    this.#clock = clock
  }

  /** The session `id`, queued when it is named first. One that never was is answered with 404. */
  session(id: string): ScriptedSession {
    const known = this.#sessions.get(id)
    if (known !== undefined) return known
    const session = new ScriptedSession(id, this.#clock)
    this.#sessions.set(id, session)
    return session
  }

  /** The server is restarted: streams break off, and sessions are forgotten unless `keep`. */
  restart(keep = true): void {
    for (const session of this.#sessions.values()) session.cut()
    if (!keep) this.#sessions.clear()
  }

  /** How many streams are open now, of all sessions. */
  get openStreams(): number {
    return [...this.#sessions.values()].reduce((sum, { openStreams }) => sum + openStreams, 0)
  }

  openStream = (request: StreamRequest, listener: StreamListener): void => {
    const headers = request.sent?.headers ?? new Headers()
    this.asked.push({ kind: 'stream', url: request.url, at: this.#clock.now, headers })
    // Nothing is said before this has returned.
    queueMicrotask(() => {
      if (!request.signal.aborted) this.#answerStream(request, listener)
    })
  }

  #answerStream(request: StreamRequest, listener: StreamListener): void {
    const fault = this.streams ?? this.#missing(request.url)
    if (fault === null) return this.#known(request.url)?.open(request, listener)
    if (fault === 'swallowed') return listener.opened()
    // EventSource does not tell why it was refused.
    if (fault === 'unreachable' || request.sent === undefined) return listener.failed()
    listener.refused(fault.httpStatus, fault.retryAfterMs ?? -1)
  }

  request = (url: string, { headers, signal }: RequestOptions): Promise<Answer | null> => {
    this.asked.push({ kind: 'status', url, at: this.#clock.now, headers })
    return Promise.resolve().then(() => (signal.aborted ? null : this.#answer(url)))
  }

  #answer(url: string): Answer {
    const fault = this.statusRequests ?? this.#missing(url)
    if (fault === 'unreachable') return { httpStatus: 0, body: '', retryAfterMs: -1 }
    if (fault !== null) {
      return { httpStatus: fault.httpStatus, body: '', retryAfterMs: fault.retryAfterMs ?? -1 }
    }
    const body = JSON.stringify(this.#known(url)?.status)
    return { httpStatus: 200, body, retryAfterMs: -1 }
  }

  #known(url: string): ScriptedSession | undefined {
    return this.#sessions.get(this.sessionIdOf(url) ?? '')
  }

  #missing(url: string): { httpStatus: number; retryAfterMs?: number } | null {
    return this.#known(url) === undefined ? { httpStatus: 404 } : null
  }
}
