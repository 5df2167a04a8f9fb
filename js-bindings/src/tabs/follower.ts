/** A tab that shows what the leader shows, and notices when the leader is stuck. */
import type { Ports } from '../ports/ports.js'
import type { Lead, Message } from './messages.js'
import type { Role, Stage } from './role.js'

/** A leader that lets this pass without an answer is robbed: it is frozen, or its page hangs. */
const ANSWER_WITHIN_MS = 1_000
/** How often a visible tab asks, … */
const ASK_EVERY_MS = 10_000
/** … and how far tabs may be apart in it: the first one's answer is for all. */
const SPREAD_MS = 1_000
/** The same while a hidden leader's own timers, which may be slowed down, matter. */
const LEND_EVERY_MS = 1_000

export interface FollowerParts {
  /** The highest term known; 0 for none. */
  term: number
  /** This tab's own number. */
  id: number
  ports: Ports
  stage: Stage
  say: (message: Message) => void
  /** The leader is stuck: take its place. */
  rob: () => void
}

export class Follower implements Role {
  term: number
  readonly #parts: FollowerParts
  #version = -1
  #cancelTimer: () => void = () => undefined

  constructor(parts: FollowerParts) {
    this.term = parts.term
    this.#parts = parts
  }

  /** Asks the leader what it shows; one that does not answer is robbed. */
  ask(): void {
    const { ports, rob } = this.#parts
    this.#sayHello(this.#parts.ports.isVisible())
    this.#cancelTimer()
    this.#cancelTimer = ports.schedule(ANSWER_WITHIN_MS, rob)
  }

  hear(message: Message): void {
    switch (message.type) {
      case 'lead':
        return this.#follow(message)
      case 'diagnostic':
        if (message.term === this.term) this.#parts.stage.diagnose(message.diagnostic)
        return
      case 'hello':
      case 'retry':
        // For the leader.
        return
    }
  }

  retry(): void {
    this.#parts.say({ type: 'retry' })
    this.ask()
  }

  look(): void {
    if (this.#parts.ports.isVisible()) return this.ask()
    this.#cancelTimer()
    this.#sayHello(false)
  }

  stop(): void {
    this.#cancelTimer()
    this.#sayHello(false)
  }

  #follow({ term, version, visible, snapshot }: Lead): void {
    if (term < this.term) return
    const isNewLeader = term > this.term
    const isNew = isNewLeader || version > this.#version
    this.term = term
    if (isNew) this.#version = version
    const { state } = snapshot.connection
    const isSlow = !visible && (state === 'polling' || state === 'backoff')
    this.#cancelTimer()
    // A new leader does not know yet who looks.
    if (isNewLeader) this.look()
    else if (this.#parts.ports.isVisible()) this.#askIn(isSlow ? LEND_EVERY_MS : ASK_EVERY_MS)
    if (isNew) this.#parts.stage.show(snapshot)
  }

  #askIn(leastMs: number): void {
    const { id, ports } = this.#parts
    this.#cancelTimer = ports.schedule(leastMs + (id % SPREAD_MS), () => this.ask())
  }

  #sayHello(visible: boolean): void {
    this.#parts.say({ type: 'hello', from: this.#parts.id, visible })
  }
}
