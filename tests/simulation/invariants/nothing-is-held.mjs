/** S7 */
export class NothingIsHeld {
  static id = 'S7'
  static sentence =
    'when the last user has left, no timer, frame, stream, request, watcher or core session is held'

  #world

  constructor(world) {
    this.#world = world
  }

  closed() {
    this.#expectNothing()
  }

  /** A while after the end: what was not held has not come back either. */
  over() {
    this.#expectNothing()
    const { opened, closed } = this.#world.core
    if (opened !== closed) this.#fail(`${opened} core sessions were opened, ${closed} closed`)
  }

  #expectNothing() {
    const { device, network } = this.#world
    const held = {
      timers: device.timers.size,
      frames: device.frames.size,
      watchers: device.watchers,
      streams: network.streams.size,
      requests: network.exchanges.size,
    }
    for (const [what, count] of Object.entries(held)) {
      if (count > 0) this.#fail(`${count} ${what} are held`)
    }
  }

  #fail(text) {
    this.#world.fail(NothingIsHeld.id, text)
  }
}
