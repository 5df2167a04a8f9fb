/** Many streams at once, and what they have heard. */
import { setTimeout as pause } from 'node:timers/promises'
import { Order } from './order.mjs'
import { Stream } from './stream.mjs'

const AT_ONCE = 32
const PATIENCE_MS = 30_000

export const streamPath = (session) => `/api/v1/sessions/${session}/status/stream`

const STAMP = /"message":"(\d+)"/

export class Audience {
  #port
  #watchers = new Set()
  /** Milliseconds from publishing to each arrival, since `forget()`. */
  latencies = []
  /** Streams that never began: why. */
  refused = []
  /** Streams that began, and ended by themselves: why. */
  ended = []
  #supersededInGone = 0
  /** Arrivals that no stream may show, in words. */
  disorder = []

  constructor(port) {
    this.#port = port
  }

  get size() {
    return this.#watchers.size
  }

  /** Updates that a newer one took the place of, over all streams. */
  get superseded() {
    return [...this.#watchers].reduce(
      (sum, { order }) => sum + order.skipped,
      this.#supersededInGone,
    )
  }

  /** Opens a stream for each of `seats`, `[token, session]`, a few at a time; resolves when all have begun. */
  async open(seats) {
    const waiting = seats.values()
    const usher = async () => {
      for (const seat of waiting) await this.watch(seat).begun
    }
    await Promise.all(Array.from({ length: AT_ONCE }, usher))
  }

  /** Opens one stream; `begun` resolves to true with its first event, or to false if it fails before. */
  watch([token, session]) {
    const order = new Order()
    const watcher = { session, order }
    let settle
    watcher.begun = new Promise((resolve) => (settle = resolve))
    this.#watchers.add(watcher)
    watcher.stream = new Stream(
      { port: this.#port, path: streamPath(session), token },
      {
        event: (event, now) => {
          if (event.event !== 'status') return
          const wrong = order.take(event.id)
          if (wrong) this.disorder.push(`${session}: ${wrong}`)
          watcher.firstEventAt ??= now
          settle(true)
          const stamp = STAMP.exec(event.data)
          if (stamp) this.latencies.push(now - Number(stamp[1]) / 1e6)
        },
        end: (reason) => {
          this.#forsake(watcher)
          const kind = watcher.firstEventAt === undefined ? this.refused : this.ended
          kind.push(reason)
          settle(false)
        },
      },
    )
    return watcher
  }

  /** Ends one stream from this side. */
  leave(watcher) {
    if (this.#forsake(watcher)) watcher.stream.close()
  }

  #forsake(watcher) {
    if (!this.#watchers.delete(watcher)) return false
    this.#supersededInGone += watcher.order.skipped
    return true
  }

  /** Ends all from this side. */
  close() {
    for (const watcher of [...this.#watchers]) this.leave(watcher)
  }

  /** The latencies so far; later ones are collected anew. */
  forget() {
    const { latencies } = this
    this.latencies = []
    return latencies
  }

  /**
   * Those whose newest event is not the one that `newest` (of a session) names, after waiting for it; what it
   * does not know is not asked.
   */
  async behind(newest) {
    const isBehind = ({ session, order }) =>
      newest(session) !== undefined && order.newest !== newest(session)
    const until = performance.now() + PATIENCE_MS
    while (performance.now() < until && [...this.#watchers].some(isBehind)) await pause(20)
    return [...this.#watchers].filter(isBehind).length
  }
}
