/** S2 */
export class NeverBackwards {
  static id = 'S2'
  static sentence =
    'a status never runs backwards, and progress never falls within an attempt of the job'

  #world
  /** What was shown before, since the session began for this user. */
  #last = null

  constructor(world) {
    this.#world = world
  }

  // Who comes again begins anew.
  closed() {
    this.#last = null
  }

  shown({ snapshot: { status } }) {
    if (status === null) return this.#expectBeginning()
    const made = this.#world.server.find(status)
    if (made === undefined) return this.#fail(`${status.epoch}-${status.sequence} was never made`)
    const last = this.#last
    if (last !== null && made.order < last.made.order) {
      this.#fail(`${status.epoch}-${status.sequence} was shown after ${named(last.made)}`)
    }
    const isSameAttempt = last !== null && last.made.attempt === made.attempt
    if (isSameAttempt && status.progress < last.progress) {
      this.#fail(`progress fell from ${last.progress} to ${status.progress}`)
    }
    this.#last = { made, progress: status.progress }
  }

  #expectBeginning() {
    if (this.#last !== null) this.#fail(`no status was shown after ${named(this.#last.made)}`)
  }

  #fail(text) {
    this.#world.fail(NeverBackwards.id, text)
  }
}

const named = ({ epoch, sequence }) => `${epoch}-${sequence}`
