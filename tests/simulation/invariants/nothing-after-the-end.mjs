/** S3 */
export class NothingAfterTheEnd {
  static id = 'S3'
  static sentence =
    'after a terminal status there is no request, no stream, no other status and no timer'

  #world
  #isAtEnd = false
  #final = null
  /** The last user left: a timer of grace is right. */
  #isLeft = false

  constructor(world) {
    this.#world = world
  }

  closed() {
    this.#isAtEnd = false
    this.#final = null
  }

  acted({ what }) {
    if (what === 'come') this.#isLeft = false
    if (what === 'leave') this.#isLeft = !this.#world.user.isFollowing
  }

  shown({ snapshot: { status } }) {
    if (this.#isAtEnd && status !== this.#final) {
      this.#fail(`${status?.sequence} (${status?.status}) was shown after ${this.#final.status}`)
    }
    if (status !== null && this.#world.server.find(status)?.isTerminal) {
      this.#isAtEnd = true
      this.#final = status
    }
  }

  asked({ stream }) {
    if (this.#isAtEnd) this.#fail(`a ${stream ? 'stream' : 'status'} was asked for`)
  }

  step() {
    if (!this.#isAtEnd) return
    const { network, device, core } = this.#world
    if (network.streams.size > 0) this.#fail('a stream is still held')
    if (network.exchanges.size > 0) this.#fail('a request is still under way')
    const isGrace = this.#isLeft || !this.#world.user.isFollowing
    if (!isGrace && device.timers.size > 0) this.#fail('a timer is still armed')
    if (!isGrace && core.deadline !== Infinity) this.#fail('the core still waits for something')
  }

  #fail(text) {
    this.#world.fail(NothingAfterTheEnd.id, text)
  }
}
