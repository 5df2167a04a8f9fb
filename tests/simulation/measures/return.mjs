/** How long it took, once everything was well, until the newest status was shown. */
import { classOf, count } from './figures.mjs'
import { isWaiting } from './followed.mjs'

export class Return {
  figures = {}
  #world
  #since = null

  constructor(world) {
    this.#world = world
  }

  recovered() {
    if (isWaiting(this.#world)) this.#since = this.#world.agenda.now
  }

  // An error that stays is the user's to end: that wait is not the client's.
  step() {
    if (this.#since === null) return
    const { agenda, user, server } = this.#world
    const { status, error } = user.seen ?? {}
    if (error?.fatal) this.#since = null
    else if (status && server.find(status) === server.newest) {
      count(this.figures, classOf(agenda.now - this.#since))
      this.#since = null
    }
  }
}
