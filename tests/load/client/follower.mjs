/**
 * One who follows a session through whatever happens, as a browser's EventSource does: comes back when a
 * stream ends, with the id of the last event it has seen. And judges what it is told.
 */
import { compareIds, Order } from './order.mjs'
import { streamPath } from './audience.mjs'
import { Stream } from './stream.mjs'

/** Between the end of a stream, or a refusal, and the next trial; at random, as clients are to do. */
const BACK_MS = [100, 500]

export class Follower {
  #port
  #seat
  #stream = null
  #timer
  #order = null
  #closing = null
  #over = false
  /** The newest event's id. */
  newest = null
  /** The newest status, as it came. */
  status = null
  streams = 0
  /** Events that came twice in one stream. */
  duplicated = 0
  /** Events older than one that had been told. */
  disordered = 0
  /** Streams that began with what was seen already: the service's way to prove that they work. */
  repeated = 0
  /** `[ms, count]`: updates that were passed over within a stream, and when that was seen. */
  gaps = []

  constructor(port, seat) {
    this.#port = port
    this.#seat = seat
    this.#open()
  }

  close() {
    this.#over = true
    clearTimeout(this.#timer)
    this.#stream.close()
  }

  #open() {
    const [token, session] = this.#seat
    this.streams += 1
    this.#order = new Order()
    this.#closing = null
    const lastEventId = this.newest
    this.#stream = new Stream(
      { port: this.#port, path: streamPath(session), token, lastEventId },
      {
        event: (event, now) => {
          if (event.event === 'status') this.#take(event, now)
          if (event.event === 'close') this.#closing = JSON.parse(event.data)
        },
        end: (reason) => this.#back(reason),
      },
    )
  }

  #take({ id, data }, now) {
    const isFirst = this.#order.newest === null
    const skipped = this.#order.skipped
    const age = this.newest === null ? 1 : compareIds(id, this.newest)
    if (age < 0) this.disordered += 1
    else if (age === 0 && isFirst) this.repeated += 1
    else if (age === 0) this.duplicated += 1
    this.#order.take(id)
    if (this.#order.skipped > skipped) this.gaps.push([now, this.#order.skipped - skipped])
    if (age > 0) {
      this.newest = id
      this.status = data
    }
  }

  #back(reason) {
    if (this.#over) return
    // 204: nothing is left to say.
    if (reason === 'HTTP 204' || this.#closing?.reconnect === false) return
    const [least, most] = BACK_MS
    const ms = this.#closing?.retry_after_ms ?? least + (most - least) * Math.random()
    this.#timer = setTimeout(() => this.#open(), ms)
  }
}
