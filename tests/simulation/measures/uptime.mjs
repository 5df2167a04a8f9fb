/** How much of the time in which the network allowed it updates arrived, and what took the rest. */
import { count } from './figures.mjs'
import { isAsked, isPossible, isUp, isWaiting } from './followed.mjs'

export class Uptime {
  figures = { waitingMs: 0, possibleMs: 0, askedMs: 0, upMs: 0, lostMs: {} }
  #world
  #at = 0
  #was = null
  #cause = 'start'

  constructor(world) {
    this.#world = world
  }

  // Whatever is lost from now on is lost to this; to the newest, where several have come together.
  entered({ condition: { kind } }) {
    if (kind !== 'well') this.#cause = kind
  }
  befell({ kind }) {
    this.#cause = kind
  }
  opened() {
    if (this.#world.network.condition.kind === 'well') this.#cause = 'start'
  }
  telling({ frames = [] }) {
    if (frames.some(({ close }) => close?.reconnect)) this.#cause = 'planned close'
  }

  step() {
    const now = this.#world.agenda.now
    if (this.#was !== null) this.#spend(now - this.#at, this.#was)
    this.#at = now
    this.#was = isWaiting(this.#world) ? this.#standing() : null
  }

  #standing() {
    return {
      isPossible: isPossible(this.#world),
      isAsked: isAsked(this.#world),
      isUp: isUp(this.#world),
      cause: this.#cause,
    }
  }

  #spend(length, { isPossible, isAsked, isUp, cause }) {
    const { figures } = this
    figures.waitingMs += length
    if (!isPossible) return
    if (isAsked && !isUp) {
      figures.askedMs += length
      return
    }
    figures.possibleMs += length
    if (isUp) figures.upMs += length
    else count(figures.lostMs, cause, length)
  }
}
