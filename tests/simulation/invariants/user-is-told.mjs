/** S11 */
const TERMINAL = ['completed', 'failed', 'cancelled']

export class UserIsTold {
  static id = 'S11'
  static sentence =
    'a change of state, mode, error or to a terminal status is told at once, a newer status at latest a few frames later'

  #world
  #text = ''
  #newest = null

  constructor(world) {
    this.#world = world
  }

  step() {
    const { core, user, device } = this.#world
    const latest = core.latest
    if (latest === null || !user.isFollowing) return
    const { connection, error, status } = user.seen
    this.#expectSame('state', latest.state, connection.state)
    this.#expectSame('mode', latest.mode, connection.mode ?? 'none')
    this.#expectSame('error', latest.problem, error?.code ?? 'none')
    if (latest.statusText === '') return
    const newest = this.#read(latest.statusText)
    const isShown = status?.epoch === newest.epoch && status.sequence === newest.sequence
    if (isShown) return
    if (TERMINAL.includes(newest.status)) this.#fail(`${newest.status} is not shown`)
    if (device.frames.size === 0) this.#fail(`${newest.sequence} is not shown, and no frame will`)
  }

  #read(text) {
    if (text !== this.#text) {
      this.#text = text
      this.#newest = JSON.parse(text)
    }
    return this.#newest
  }

  #expectSame(what, expected, shown) {
    if (expected !== shown) this.#fail(`the ${what} is ${expected}, shown is ${shown}`)
  }

  #fail(text) {
    this.#world.fail(UserIsTold.id, text)
  }
}
