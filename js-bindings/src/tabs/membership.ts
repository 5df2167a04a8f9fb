/** One tab's part in a shared session, from its coming to its leaving: it follows, and may lead. */
import type { Ports } from '../ports/ports.js'
import type { Channel, TabPorts } from '../ports/tabs.js'
import { Follower } from './follower.js'
import { Leader, type OpenStore } from './leader.js'
import { readMessage, type Message } from './messages.js'
import type { Role, Stage } from './role.js'

export interface MembershipParts {
  /** Of channel and lock. */
  name: string
  ports: Ports
  tabs: TabPorts
  stage: Stage
  openStore: OpenStore
}

export class Membership {
  readonly #parts: MembershipParts
  readonly #id: number
  readonly #channel: Channel
  #role: Role
  /** Gives back the lock, or the place in its queue; null for a tab that has resigned. */
  #giveBack: (() => void) | null = null
  #hasLeft = false

  constructor(parts: MembershipParts) {
    this.#parts = parts
    this.#id = parts.ports.seed()
    this.#channel = parts.tabs.openChannel(parts.name, (said) => {
      const message = readMessage(said)
      if (message !== null) this.#role.hear(message)
    })
    const follower = this.#follower(0)
    this.#role = follower
    this.#askForLock(false)
    follower.ask()
  }

  retry(): void {
    if (this.#giveBack === null) this.#askForLock(false)
    this.#role.retry()
  }

  /** The page has become visible, or hidden. */
  look(): void {
    this.#role.look()
  }

  /** Closes the connection first, so that the next leader's is never a second one. */
  leave(): void {
    this.#role.stop()
    this.#hasLeft = true
    this.#giveBack?.()
    this.#channel.close()
  }

  #askForLock(byForce: boolean): void {
    this.#giveBack?.()
    this.#giveBack = this.#parts.tabs.requestLock(this.#parts.name, byForce, {
      granted: () => this.#lead(),
      robbed: () => this.#fallBack(),
      // Better a connection of this tab's own than none.
      refused: () => this.#lead(),
    })
  }

  #lead(): void {
    const { ports, stage, openStore } = this.#parts
    const term = Math.max(ports.wallClock(), this.#role.term + 1)
    const resign = (): void => {
      // Whoever was told of the failure may have left by now.
      if (!this.#hasLeft && this.#role.term === term) this.#resign()
    }
    this.#role.stop()
    this.#role = new Leader({ term, ports, stage, openStore, resign, say: this.#say })
  }

  #fallBack(): void {
    const follower = this.#follow()
    this.#askForLock(false)
    follower.ask()
  }

  /** Follows whoever leads next, and is no candidate itself until somebody retries. */
  #resign(): void {
    this.#follow()
    this.#giveBack?.()
    this.#giveBack = null
  }

  #follow(): Follower {
    this.#role.stop()
    const follower = this.#follower(this.#role.term)
    this.#role = follower
    return follower
  }

  #follower(term: number): Follower {
    const { ports, stage } = this.#parts
    const rob = (): void => this.#askForLock(true)
    return new Follower({ term, id: this.#id, ports, stage, rob, say: this.#say })
  }

  readonly #say = (message: Message): void => {
    if (!this.#hasLeft) this.#channel.say(message)
  }
}
