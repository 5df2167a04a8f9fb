/** S5 */
export class OneStream {
  static id = 'S5'
  static sentence = 'there are never two streams, and one beside polls is a probe and says so'

  #world

  constructor(world) {
    this.#world = world
  }

  asked({ stream }) {
    const { streams } = this.#world.network
    if (stream && streams.size > 1) this.#fail(`${streams.size} streams are held`)
  }

  step() {
    const { network, core } = this.#world
    const latest = core.latest
    if (latest === null) return
    const isPolling = latest.state === 'polling'
    if (isPolling && network.streams.size > 0 && !latest.probing) {
      this.#fail('a stream is held while polling, and it is no probe')
    }
    if (latest.probing && !isPolling) this.#fail(`a probe in ${latest.state}`)
  }

  #fail(text) {
    this.#world.fail(OneStream.id, text)
  }
}
