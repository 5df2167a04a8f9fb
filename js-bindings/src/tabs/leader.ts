/** The tab that holds the connection, and shows all tabs what comes. */
import type { Ports } from '../ports/ports.js'
import type { Observer, StatusSource } from '../source.js'
import type { TranscriptionClientOptions, TranscriptionSnapshot } from '../types.js'
import { Attention } from './attention.js'
import { LentClock } from './lent-clock.js'
import type { Message } from './messages.js'
import type { Role, Stage } from './role.js'

/** Makes a session of this tab's own. `known`: JSON of the newest status, or empty. */
export type OpenStore = (ports: Ports, onFinish: () => void, known: string) => StatusSource

export interface LeaderParts {
  term: number
  ports: Ports
  stage: Stage
  say: (message: Message) => void
  openStore: OpenStore
  /** This tab cannot lead; another one shall try. */
  resign: () => void
}

export class Leader implements Role {
  readonly term: number
  readonly #parts: LeaderParts
  readonly #store: StatusSource
  readonly #attention: Attention
  readonly #clock: LentClock
  readonly #observer: Observer = {
    changed: () => this.#show(this.#store.getSnapshot()),
    options: () => this.#options(),
  }
  #version = 0

  constructor(parts: LeaderParts) {
    const { term, ports, stage } = parts
    this.term = term
    this.#parts = parts
    this.#attention = new Attention(ports)
    this.#clock = new LentClock(ports)
    const { status } = stage.getNewest()
    this.#store = parts.openStore(
      {
        ...ports,
        schedule: this.#clock.schedule,
        // Each tab waits for its own frames; a hidden leader's come too late for the others.
        frame: soon,
        isVisible: this.#attention.isVisible,
        watchEnvironment: this.#attention.watchEnvironment,
      },
      () => undefined,
      status === null ? '' : JSON.stringify(status),
    )
    this.#tell()
    this.#store.acquire(this.#observer)
  }

  hear(message: Message): void {
    switch (message.type) {
      case 'hello':
        this.#clock.catchUp()
        this.#attention.note(message.from, message.visible)
        return this.#tell()
      case 'retry':
        return this.#store.retry()
      case 'lead':
      case 'diagnostic':
        // Of one who has lost the lock and does not know it yet, or has taken it this moment.
        return
    }
  }

  retry(): void {
    this.#store.retry()
  }

  look(): void {
    this.#tell()
  }

  stop(): void {
    this.#store.release(this.#observer, true)
  }

  /** Of this tab's users: what is sent, and who hears of decisions; the rest all tabs are told. */
  #options(): TranscriptionClientOptions {
    const { stage, say } = this.#parts
    const { headers, refreshAuth } = stage.credentials()
    const onDecision = stage.decisions()
    return {
      ...(headers === undefined ? {} : { headers }),
      ...(refreshAuth === undefined ? {} : { refreshAuth }),
      ...(onDecision === undefined ? {} : { onDecision }),
      onDiagnostic: (diagnostic) => {
        stage.diagnose(diagnostic)
        say({ type: 'diagnostic', term: this.term, diagnostic })
      },
    }
  }

  #show(snapshot: TranscriptionSnapshot): void {
    this.#parts.stage.show(snapshot)
    this.#version++
    this.#tell()
    // A tab from before a deployment may not find its core any more; younger ones do.
    if (snapshot.error?.code === 'core-unavailable') this.#parts.resign()
  }

  #tell(): void {
    const { say, stage, ports } = this.#parts
    const snapshot = sendable(stage.getNewest())
    say({
      type: 'lead',
      term: this.term,
      version: this.#version,
      visible: ports.isVisible(),
      snapshot,
    })
  }
}

/** Runs after what runs now; returns what cancels it. */
function soon(run: () => void): () => void {
  let isCancelled = false
  void Promise.resolve().then(() => {
    if (!isCancelled) run()
  })
  return () => {
    isCancelled = true
  }
}

/** Without the cause of an error: it can be anything, also something that cannot be cloned. */
function sendable(snapshot: TranscriptionSnapshot): TranscriptionSnapshot {
  if (snapshot.error?.cause === undefined) return snapshot
  return { ...snapshot, error: { ...snapshot.error, cause: undefined } }
}
