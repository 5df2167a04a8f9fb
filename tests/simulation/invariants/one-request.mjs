/** S4 */
export class OneRequest {
  static id = 'S4'
  static sentence = 'there is never more than one request for the status in flight'

  #world

  constructor(world) {
    this.#world = world
  }

  asked({ exchange }) {
    const { exchanges } = this.#world.network
    if (exchange && exchanges.size > 1) {
      this.#world.fail(OneRequest.id, `${exchanges.size} requests are in flight`)
    }
  }
}
