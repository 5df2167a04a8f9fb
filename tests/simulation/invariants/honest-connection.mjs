/** S9 */

/** Nothing at all for so long, and updates do not arrive; how late timers may be is in it. */
const SILENCE_MS = 45_000 + 1_500
/** Who wakes up asks anew, and gives that its time. */
const WAKING_MS = 10_000 + 1_500
const DISCONNECTED = ['idle', 'connecting', 'backoff', 'suspended', 'closed', 'failed']

export class HonestConnection {
  static id = 'S9'
  static sentence =
    'while updates arrive there is no error; when nothing can arrive, isConnected is false'

  #world
  /** On the device's clock. */
  #heardAt = -Infinity
  #troubledAt = -Infinity
  #text = ''

  constructor(world) {
    this.#world = world
  }

  // What the first stream has brought before the core is there, is heard then.
  opened() {
    this.#heardAt = this.#world.device.now()
  }
  closed() {
    this.#text = ''
  }

  telling({ what, status, frames = [] }) {
    const isAnswer = what === 'answer' && status !== null
    const isSign = what === 'opened' || isAnswer || frames.some(isSignOfLife)
    if (isSign) this.#heardAt = this.#world.device.now()
  }

  // Timers of a page that is hidden or asleep come late, and what depends on them does.
  acted() {
    this.#troubledAt = this.#world.device.now()
  }

  step() {
    const { core, device, user } = this.#world
    const latest = core.latest
    if (latest === null) return
    this.#judgeNews(latest)
    if (latest.connected && DISCONNECTED.includes(latest.state)) {
      this.#fail(`connected, and the core is ${latest.state}`)
    }
    const shown = user.seen?.connection
    if (shown === undefined) return
    if (shown.isConnected && user.seen.error !== null) {
      this.#fail(`connected, and the error is ${user.seen.error.code}`)
    }
    const isSlow =
      !device.isVisible || !device.isAwake || device.now() - this.#troubledAt < WAKING_MS
    const silentMs = device.now() - this.#heardAt
    if (!isSlow && shown.isConnected && silentMs > SILENCE_MS) {
      this.#fail(`connected, and nothing has come for ${Math.round(silentMs)} ms`)
    }
  }

  #judgeNews({ statusText, problem, state }) {
    if (statusText === this.#text) return
    this.#text = statusText
    // The last answer after an early end is news, and that nothing follows is true as well.
    if (problem !== 'none' && state !== 'closed') {
      this.#fail(`a newer status has just come, and the error is ${problem}`)
    }
  }

  #fail(text) {
    this.#world.fail(HonestConnection.id, text)
  }
}

const isSignOfLife = ({ complaint, isHeartbeat, status }) =>
  isHeartbeat || (status && complaint !== 'skipped')
