/** The server: what it knows at a moment. What it does on a connection is in stream.mjs. */
import { idOf, textOf } from '../schedule/job.mjs'

export class Server {
  #made
  #known = -1
  #byId = new Map()

  /** @param made all statuses of the job, by the moment at which they are made */
  constructor(made) {
    this.#made = made
    for (const status of made) this.#byId.set(idOf(status), status)
  }

  /** Everything made up to `now` is known; returns what is new. */
  advance(now) {
    const first = this.#known + 1
    while (this.#known + 1 < this.#made.length && this.#made[this.#known + 1].at <= now) {
      this.#known += 1
    }
    return this.#made.slice(first, this.#known + 1)
  }

  get newest() {
    return this.#made[this.#known]
  }

  /** When the next status is made; Infinity after the last one. */
  get nextAt() {
    return this.#made[this.#known + 1]?.at ?? Infinity
  }

  /** The status that a shown one is, or undefined: the server never made it. */
  find(shown) {
    return this.#byId.get(idOf(shown))
  }

  /** A client that resumes here has nothing more to be told. */
  hasNothingMoreFor(lastEventId) {
    return this.newest.isTerminal && idOf(this.newest) === lastEventId
  }

  /** Some status made before the newest, of an epoch in `epochs`; undefined if there is none. */
  older(chance, epochs) {
    if (this.#known <= 0) return undefined
    const status = this.#made[chance.whole(Math.max(0, this.#known - 20), this.#known - 1)]
    return status.epoch === this.newest.epoch || epochs.has(status.epoch) ? status : undefined
  }
}

export { idOf, textOf }
