/** One request for the status, from the client's asking to its answer. */
import { spoilt } from './wire.mjs'
import { textOf } from '../schedule/job.mjs'

/** In a network that delivers out of order an answer may be held up by so much, milliseconds. */
const LONGEST_HOLD_MS = 9_000

export class Exchange {
  isDead = false
  isOver = false
  #network
  #resolve
  #chance
  #signal

  constructor(network, id, { signal, headers }, resolve, chance) {
    this.#network = network
    this.id = id
    this.headers = headers
    this.#resolve = resolve
    this.#chance = chance
    this.#signal = signal
    signal.addEventListener('abort', () => this.#finish('aborted', () => resolve(null)))
  }

  /** Called when the request is at the server's door. */
  reach(condition) {
    const { server } = this.#network
    if (this.isOver || this.isDead) return
    if (condition.path === 'void') this.isDead = true
    else if (condition.path === 'refused') this.breakOff()
    else if (condition.isCaptive) this.#answer(200, '<!doctype html><title>Sign in</title>')
    else if (condition.fault !== null && condition.fault.of !== 'stream') {
      const { status, retryAfterMs } = this.#network.judged(condition.fault, this)
      if (status === null) this.#answerStatus(condition, server.newest)
      else this.#answer(status, '', { retryAfterMs })
    } else this.#answerStatus(condition, server.newest)
  }

  #answerStatus(condition, status) {
    if (condition.hasGarbage && this.#chance.is(0.5)) {
      return this.#answer(200, spoilt(this.#chance, status))
    }
    const isHeld = condition.isDisordered && this.#chance.is(0.6)
    this.#answer(200, textOf(status), {
      status,
      delay: isHeld ? this.#chance.between(0, LONGEST_HOLD_MS) : 0,
    })
  }

  /** The connection is reset. */
  breakOff() {
    if (!this.isDead) this.#answer(0, '')
  }

  /** The way is gone, and nobody is told. */
  vanish() {
    this.isDead = true
  }

  #answer(httpStatus, body, { retryAfterMs = -1, status = null, delay = 0 } = {}) {
    const { agenda, device } = this.#network
    device.arrive(agenda.now + this.#network.latency() + delay, () => {
      if (this.isOver || this.isDead) return
      const complaint = complaintOf(httpStatus, status)
      const told = { httpStatus, retryAfterMs, status, frames: [{ complaint, status }], body }
      this.#network.tell(this, 'answer', told, () =>
        this.#finish('answered', () => this.#resolve({ httpStatus, body, retryAfterMs })),
      )
    })
  }

  #finish(how, resolve) {
    if (this.isOver) return
    this.isOver = true
    this.#network.finished(this, how)
    resolve()
  }

  get isAborted() {
    return this.#signal.aborted
  }
}

function complaintOf(httpStatus, status) {
  if (httpStatus !== 200) return null
  if (status === null) return 'skipped'
  return status.word === 'paused' ? 'noted' : null
}
