/** S8: that retry() recovers is S1's to prove, which starts anew with each. */
const FATAL_ON_STREAMS = [401, 403, 404, 410]
const RENEWABLE = [401, 403]

export class FatalAnswers {
  static id = 'S8'
  static sentence =
    'a fatal answer ends in failed; nothing is sent until retry(), and retry() sends'

  #world
  #isFatal = false
  #isRetried = false
  /** A renewal is possible and was not used since the server accepted something. */
  #canRenew
  #verdict = null

  constructor(world) {
    this.#world = world
    this.#canRenew = world.schedule.signsIn
  }

  closed() {
    this.#isFatal = false
  }

  telling({ what, httpStatus, status }) {
    if (what === 'answer' && status !== null) return
    const isFatal =
      what === 'refused'
        ? // Of a probe nothing follows: the polls beside it tell.
          FATAL_ON_STREAMS.includes(httpStatus) && this.#world.core.latest?.state !== 'polling'
        : what === 'answer' && isRejection(httpStatus)
    if (!isFatal) return
    const isExcused = this.#canRenew && RENEWABLE.includes(httpStatus)
    this.#verdict = isExcused ? null : httpStatus
  }

  acted({ what }) {
    if (what !== 'retry' || !this.#isFatal) return
    this.#isFatal = false
    this.#isRetried = true
  }

  dispatched({ effects }) {
    const hasRenewed = effects.some(({ type }) => type === 'renew-credentials')
    if (hasRenewed && !this.#canRenew) this.#fail('credentials were renewed, and there are none')
  }

  step() {
    const latest = this.#world.core.latest
    if (latest === null) return
    if (this.#verdict !== null) {
      if (latest.state !== 'failed' || !latest.fatal) {
        this.#fail(`answered with ${this.#verdict}, and the core is ${latest.state}`)
      }
      this.#verdict = null
    }
    this.#isFatal = latest.state === 'failed'
    if (this.#isRetried) this.#expectAttempt(latest)
    if (this.#isFatal && this.#world.core.deadline !== Infinity && this.#world.user.isFollowing) {
      this.#fail('failed, and the core still waits for something')
    }
  }

  /** At once, or as soon as the server allows it. */
  #expectAttempt({ state }) {
    this.#isRetried = false
    if (state === 'failed' || state === 'closed') this.#fail(`retry() left the core ${state}`)
  }

  asked({ stream }) {
    if (this.#isFatal) this.#fail(`a ${stream ? 'stream' : 'status'} was asked for after failing`)
  }

  #fail(text) {
    this.#world.fail(FatalAnswers.id, text)
  }
}

/** A 3xx or 4xx, but for those that ask to come again later. */
const isRejection = (status) => status >= 300 && status < 500 && ![408, 425, 429].includes(status)
