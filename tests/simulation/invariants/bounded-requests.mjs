/**
 * S6: no burst of requests, whatever happens. Each must be at a distance from the one before of its
 * kind, or have a cause of its own: the device woke up, the user asked, the transport changed.
 */
const TOLERANCE_MS = 1

const POLL_MS = 3_000
const POLL_CAP_MS = 30_000
const LEAST_BACKOFF_MS = 500
/** The interval of probes, less its jitter. */
const LEAST_PROBE_MS = 30_000 * 0.9

export class BoundedRequests {
  static id = 'S6'
  static sentence =
    'requests are bounded by the policy, and none goes out before the server allows it'

  #world
  /** Something happened after the last stream, or request, that allows one at once. */
  #mayStream = true
  #mayAsk = true
  /** On the device's clock. */
  #pollAt = -Infinity
  #streamAt = -Infinity
  #streamEndAt = -Infinity
  #isPlanned = false
  #failedPolls = 0
  /** When the core last asked for a stream or the status. */
  #streamDecidedAt = -Infinity
  #pollDecidedAt = -Infinity

  constructor(world) {
    this.#world = world
  }

  opened() {
    this.#allow()
  }
  closed() {
    this.#allow()
  }

  dispatched({ event: { type }, before, effects }) {
    // It may take a while until credentials are there and it goes out.
    const now = this.#world.device.now()
    for (const effect of effects) {
      if (effect.type === 'open-stream') this.#streamDecidedAt = now
      if (effect.type === 'request-status') this.#pollDecidedAt = now
    }
    if (type === 'wake' || type === 'online' || type === 'retry') this.#allow()
    if (effects.some((effect) => effect.type === 'renew-credentials')) this.#allow()
    const state = this.#world.core.latest?.state
    // Falling back polls at once, a stream's failure sends the bridge, its early end a question.
    if (state !== before && ['polling', 'backoff', 'closed'].includes(state)) this.#mayAsk = true
    if (state === 'polling' && before !== 'polling') {
      this.#streamAt = now
      this.#failedPolls = 0
    }
  }

  // Late timers may tell of it before the page does.
  acted({ what }) {
    if (what === 'the machine wakes up') this.#allow()
    // A user who comes before there is a core begins anew.
    if (what === 'come' && this.#world.core.latest === null) this.#allow()
  }

  #allow() {
    this.#mayAsk = true
    this.#mayStream = true
    this.#failedPolls = 0
  }

  telling({ what, httpStatus, status, frames = [] }) {
    if (frames.some(({ close }) => close?.reconnect)) this.#isPlanned = true
    if (what !== 'answer') return
    const isAnswered = httpStatus === 200 && status !== null
    this.#failedPolls = isAnswered ? 0 : this.#failedPolls + 1
  }

  released({ stream }) {
    if (stream) this.#streamEndAt = this.#world.device.now()
  }

  asked({ stream }) {
    const now = this.#world.device.now()
    const early = this.#world.wishes.retryAt - now
    if (early > TOLERANCE_MS) this.#fail(`asked ${Math.round(early)} ms before Retry-After is over`)
    // The first stream of a session is asked for while its core is on its way.
    const isFirst = this.#world.core.latest === null
    if (stream) this.#judgeStream(isFirst ? now : this.#streamDecidedAt)
    else this.#judgePoll(this.#pollDecidedAt)
  }

  #judgePoll(now) {
    const interval = Math.min(POLL_MS * 2 ** this.#failedPolls, POLL_CAP_MS)
    const least = this.#mayAsk ? 0 : interval - TOLERANCE_MS
    if (now - this.#pollAt < least) {
      this.#fail(`a poll ${Math.round(now - this.#pollAt)} ms after the last, expected ${interval}`)
    }
    this.#pollAt = now
    this.#mayAsk = false
  }

  #judgeStream(now) {
    const early = this.#world.wishes.streamBackAt - now
    if (early > TOLERANCE_MS) this.#fail(`a stream ${Math.round(early)} ms before it is wanted`)
    const isProbe = this.#world.core.latest?.state === 'polling'
    const least = isProbe ? LEAST_PROBE_MS : LEAST_BACKOFF_MS
    const since = now - (isProbe ? this.#streamAt : this.#streamEndAt)
    const isAllowed = this.#mayStream || (this.#isPlanned && !isProbe)
    if (!isAllowed && since < least - TOLERANCE_MS) {
      this.#fail(`a stream ${Math.round(since)} ms after the last, expected at least ${least}`)
    }
    this.#streamAt = now
    this.#isPlanned = false
    this.#mayStream = false
  }

  #fail(text) {
    this.#world.fail(BoundedRequests.id, text)
  }
}
