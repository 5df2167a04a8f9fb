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
  /** One over all streams: what a new one begins with is judged by what was seen before. */
  #order = new Order()
  #isFirst = true
  #closing = null
  #over = false
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
  /** Updates between the last of a stream and the first of the next: a newer status came in their place. */
  passedOverBetween = 0

  constructor(port, seat) {
    this.#port = port
    this.#seat = seat
    this.#open()
  }

  /** The newest event's id. */
  get newest() {
    return this.#order.newest
  }

  /** How often a status came from another epoch than the one before. */
  get epochChanges() {
    return this.#order.epochChanges
  }

  close() {
    this.#over = true
    clearTimeout(this.#timer)
    this.#stream.close()
  }

  #open() {
    const [token, session] = this.#seat
    this.streams += 1
    this.#isFirst = true
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
    const isFirst = this.#isFirst
    this.#isFirst = false
    const { newest, skipped } = this.#order
    const age = newest === null ? 1 : compareIds(id, newest)
    if (age < 0) this.disordered += 1
    else if (age === 0 && isFirst) this.repeated += 1
    else if (age === 0) this.duplicated += 1
    this.#order.take(id)
    const passedOver = this.#order.skipped - skipped
    if (isFirst) this.passedOverBetween += passedOver
    else if (passedOver > 0) this.gaps.push([now, passedOver])
    if (age > 0) this.status = data
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
