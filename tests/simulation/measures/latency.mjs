/** How long after a status was made it, or a newer one, was seen; of those that could get through. */
import { classOf, count } from './figures.mjs'
import { isPossible, isWaiting } from './followed.mjs'

export class Latency {
  figures = {}
  #world
  #unseen = []

  constructor(world) {
    this.#world = world
  }

  made({ status }) {
    if (isWaiting(this.#world) && isPossible(this.#world)) this.#unseen.push(status)
  }

  shown({ snapshot: { status } }) {
    if (this.#unseen.length > 0 && status !== null) this.see(this.#world.server.find(status))
  }

  /** `seen` is before the user now. */
  see(seen) {
    while (this.#unseen.length > 0 && this.#unseen[0].order <= seen.order) {
      const { at } = this.#unseen.shift()
      count(this.figures, classOf(this.#world.agenda.now - at))
    }
  }

  // Who leaves does not wait any longer.
  closed() {
    this.#unseen = []
  }
}
