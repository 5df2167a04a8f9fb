/**
 * S1: what the server says reaches the user. While the network is well this takes no longer than
 * the transport in use; after trouble, no longer than the way back, which is bounded.
 */
import { wayBack } from './way-back.mjs'

/** From one poll to the next, and the round trip of each; a stream is quicker. */
const STEADY_MS = 3_000 + 1_000

export class Recovers {
  static id = 'S1'
  static sentence =
    'once the network is well, the user sees the newest status within the time of the way back'

  #world
  /** The newest status that each moment calls for: `{ due, status }`, the earliest first. */
  #owed = []
  /** Nothing is due before this. */
  #backAt = Infinity
  #isAsked = false

  constructor(world) {
    this.#world = world
  }

  recovered() {
    this.#owe(this.#world.server.newest)
    this.#isAsked = true
  }

  made({ status }) {
    if (this.#world.isRecovered) this.#owe(status)
  }

  // What begins the way anew: the user's will, or the server's.
  acted({ what }) {
    this.#isAsked ||= this.#world.isRecovered && ['retry', 'come', 'renew'].includes(what)
  }
  telling({ frames = [] }) {
    this.#isAsked ||= this.#world.isRecovered && frames.some(({ close }) => close?.reconnect)
  }

  #owe(status) {
    this.#owed.push({ from: this.#world.agenda.now, status })
  }

  step() {
    const { agenda, user, server, hasEnded } = this.#world
    if (this.#owed.length === 0 || hasEnded) return
    if (this.#isAsked) {
      this.#isAsked = false
      this.#backAt = agenda.now + wayBack(this.#world)
    }
    const seen = user.seen?.status ? server.find(user.seen.status) : undefined
    const hasEndedBadly = user.seen?.error?.fatal
    while (this.#owed.length > 0) {
      const { from, status } = this.#owed[0]
      if (seen !== undefined && seen.order >= status.order) this.#owed.shift()
      // Nothing is on its way until the user tries again.
      else if (hasEndedBadly || agenda.now <= Math.max(from + STEADY_MS, this.#backAt)) return
      else return this.#complain(status, seen)
    }
  }

  #complain(status, seen) {
    const { agenda, core } = this.#world
    const shown = seen === undefined ? 'nothing' : `${seen.epoch}-${seen.sequence}`
    this.#world.fail(
      Recovers.id,
      `status ${status.epoch}-${status.sequence} was made at ${Math.round(status.at)} ms and is not ` +
        `shown at ${Math.round(agenda.now)} ms, due by ${Math.round(this.#backAt)} ms; shown is ` +
        `${shown}, the core is ${core.latest?.state}`,
    )
  }
}
