/** The way between client and server, as its condition lets it be. */
import { Exchange } from './exchange.mjs'
import { Stream } from './stream.mjs'
import { statusFrame } from './wire.mjs'

export class Network {
  /** Streams that the client holds. */
  streams = new Set()
  /** Requests under way. */
  exchanges = new Set()
  /** Epochs that the client has taken for the newest: an old status of another is new to it. */
  epochsSeen = new Set()
  #condition
  #isCutOff = false
  #chance
  #facts
  #ids = 0
  /** Credentials of this number or above are accepted. */
  #accepted = 0

  constructor({ agenda, device, server, chance, facts, condition }) {
    this.agenda = agenda
    this.device = device
    this.server = server
    this.#condition = condition
    this.#chance = chance
    this.#facts = facts
  }

  /** How things are between client and server now. */
  get condition() {
    return this.#isCutOff ? { ...this.#condition, path: 'void' } : this.#condition
  }

  /** The device has no network at all, or has one again; what was under way is lost. */
  cutOff(isCutOff) {
    this.#isCutOff = isCutOff
    if (isCutOff) this.forget('vanish')
  }

  openStream(request, listener) {
    const stream = new Stream(this, ++this.#ids, request, listener, this.#chance.branch())
    this.streams.add(stream)
    this.#facts.emit('asked', { stream, lastEventId: stream.lastEventId })
    this.#go(stream)
  }

  request(options) {
    return new Promise((resolve) => {
      const exchange = new Exchange(this, ++this.#ids, options, resolve, this.#chance)
      this.exchanges.add(exchange)
      this.#facts.emit('asked', { exchange })
      this.#go(exchange)
    })
  }

  #go(connection) {
    // Into a network that is away even the asking is lost.
    if (this.condition.path === 'void') connection.isDead = true
    else this.agenda.note(this.agenda.now + this.latency(), () => connection.reach(this.condition))
  }

  latency() {
    return this.#chance.between(...this.condition.latency)
  }

  /** The condition changes; connections that exist feel it. */
  enter(condition, credentials) {
    const before = this.#condition
    this.#condition = condition
    if (condition.fault !== null) this.#accepted = credentials + 1
    if (before.stalls) for (const stream of this.streams) stream.flow()
    // Connections that would have died soon die with what made them do so.
    if (before.streamLife !== null) this.#each((one) => !one.isSwallowed && endOf(before, one))
    switch (condition.existing) {
      case 'reset':
        return this.#each((one) => one.breakOff())
      case 'vanish':
        return this.#each((one) => one.vanish())
      case 'close':
        for (const stream of this.streams) stream.close(condition.close)
    }
  }

  /** The machine was asleep: the server or what is between has given its connections up. */
  forget(how) {
    this.#each((one) => one[how]())
  }

  #each(run) {
    for (const one of [...this.streams, ...this.exchanges]) run(one)
  }

  /** What `fault` answers to this request; no status where it bears credentials renewed since. */
  judged(fault, sent) {
    const isSignIn = fault.status === 401 || fault.status === 403
    const credentials = Number(sent?.headers.get('authorization') ?? 0)
    return isSignIn && credentials >= this.#accepted ? { status: null } : fault
  }

  /** A status was made: those who listen are sent it. */
  push(status) {
    for (const stream of this.streams) stream.send(statusFrame(status))
  }

  /** Hands something over to the client. */
  tell(connection, what, more, run) {
    this.#facts.emit('telling', { connection, what, ...more })
    run()
  }

  released(stream) {
    this.streams.delete(stream)
    this.#facts.emit('released', { stream })
  }

  finished(exchange, how) {
    this.exchanges.delete(exchange)
    this.#facts.emit('released', { exchange, how })
  }
}

function endOf({ close }, connection) {
  if (close !== null && connection.close !== undefined) connection.close(close)
  else connection.breakOff()
}
