/** One stream, from the client's asking to its end: the server's part, and the way between. */
import {
  bytesOf,
  closeFrame,
  drawDialect,
  garbageFrame,
  heartbeatFrame,
  preamble,
  statusFrame,
} from './wire.mjs'

const HEARTBEAT_MS = 15_000
/** The server ends even a healthy stream some time, with a planned close. */
const LONGEST_LIFE_MS = [240_000, 1_500_000]
/** Longer frames are cut into fewer pieces: what is to be shown does not depend on their number. */
const MOST_SINGLE_BYTES = 900
const LONGEST_CUT_BYTES = 16_000
const LIFE_IS_OVER = { reason: 'replaced', retryAfterMs: 1_000 }

export class Stream {
  /** The client has not closed it. */
  isHeld = true
  /** Nothing comes through any more, and the client is not told. */
  isDead = false
  /** A proxy keeps what it says. */
  isSwallowed = false
  /** The server has ended it, or the way has broken it off. */
  isOver = false
  isAccepted = false
  #network
  #request
  #listener
  #chance
  #dialect
  #arrivesAt = 0
  /** Behind what has arrived: runs, while the network stalls. */
  #stalled = []
  #entries = []
  /** What EventSource would repeat with each event. */
  #lastId = ''

  constructor(network, id, request, listener, chance) {
    this.#network = network
    this.id = id
    this.#request = request
    this.#listener = listener
    this.#chance = chance
    this.#dialect = drawDialect(chance)
    this.isNative = request.sent === undefined
    request.signal.addEventListener('abort', () => {
      this.isHeld = false
      this.#stop()
      network.released(this)
    })
  }

  get lastEventId() {
    return (
      this.#request.sent?.lastEventId ??
      new URL(this.#request.url).searchParams.get('last_event_id') ??
      ''
    )
  }

  /** A path that can carry updates to the client as the network is now. */
  get isAlive() {
    return this.isHeld && this.isAccepted && !this.isDead && !this.isSwallowed && !this.isOver
  }

  /** Called when the request is at the server's door. */
  reach(condition) {
    const { server } = this.#network
    if (!this.isHeld || this.isDead) return
    if (condition.path === 'void') this.isDead = true
    else if (condition.path === 'refused') this.breakOff()
    else if (condition.isCaptive) this.#refuse(200, -1)
    else if (condition.fault !== null && condition.fault.of !== 'poll') {
      const { status, retryAfterMs } = this.#network.judged(condition.fault, this.#request.sent)
      if (status === null) this.#accept(condition)
      else this.#refuse(status, retryAfterMs)
    } else if (server.hasNothingMoreFor(this.lastEventId)) this.#refuse(204, -1)
    else this.#accept(condition)
  }

  #refuse(httpStatus, retryAfterMs) {
    this.isOver = true
    if (this.isNative) this.#arrive('failed', () => this.#listener.failed())
    else {
      const told = { httpStatus, retryAfterMs }
      this.#arrive('refused', () => this.#listener.refused(httpStatus, retryAfterMs), told)
    }
  }

  #accept(condition) {
    const { server, agenda } = this.#network
    const { streamLife, close, withholdsHeaders, swallows } = condition
    this.isAccepted = true
    if (!withholdsHeaders) this.#arrive('opened', () => this.#listener.opened())
    this.isSwallowed = swallows
    if (!this.isNative)
      this.#send({ name: 'retry', complaint: null, bytes: preamble(this.#dialect) })
    this.send(statusFrame(server.newest))
    if (this.isOver) return
    this.#beat()
    const life = this.#chance.between(...(streamLife ?? LONGEST_LIFE_MS))
    const ending = streamLife === null ? LIFE_IS_OVER : close
    this.#entries.push(
      agenda.note(agenda.now + life, () => (ending ? this.close(ending) : this.breakOff())),
    )
  }

  #beat() {
    const { agenda } = this.#network
    const entry = agenda.note(agenda.now + HEARTBEAT_MS, () => {
      this.#send(heartbeatFrame(agenda.now))
      this.#entries.splice(this.#entries.indexOf(entry), 1)
      this.#beat()
    })
    this.#entries.push(entry)
  }

  /** A status, with what the condition makes of it; after a terminal one the stream ends. */
  send(frame) {
    if (!this.isAccepted || this.isOver) return
    const { condition, server, epochsSeen } = this.#network
    const frames = [frame]
    if (condition.hasGarbage && this.#chance.is(0.5)) {
      frames.unshift(garbageFrame(this.#chance, frame.status))
    }
    if (condition.isDisordered && this.#chance.is(0.3)) {
      const older = server.older(this.#chance, epochsSeen)
      if (older !== undefined) frames.unshift(statusFrame(older))
    }
    if (frame.status.isTerminal) {
      // Sometimes only what cannot be read tells of the end.
      if (frames.length > 1 && this.#chance.is(0.3)) frames.pop()
      const reason = frame.status.word
      this.#end(...frames, closeFrame({ reason, retryAfterMs: null, reconnect: false }))
      return
    }
    if (condition.isDisordered && this.#chance.is(0.3)) frames.push(frame)
    this.#send(...frames)
  }

  /** A planned close. */
  close(notice) {
    if (this.isAccepted && !this.isOver) this.#end(closeFrame(notice))
  }

  #end(...frames) {
    this.#send(...frames)
    this.breakOff()
  }

  /** The connection is reset: the client hears of it. */
  breakOff() {
    if (this.isOver || this.isDead) return
    this.isOver = true
    // Whatever a proxy keeps for itself, the end of the connection is no secret.
    this.isSwallowed = false
    this.#stop()
    this.#arrive('failed', () => this.#listener.failed())
  }

  /** The way is gone, and nobody is told. */
  vanish() {
    this.isDead = true
    this.#stop()
  }

  /** What waited while the network stalled comes now. */
  flow() {
    for (const arrive of this.#stalled.splice(0)) arrive()
  }

  #stop() {
    for (const entry of this.#entries.splice(0)) this.#network.agenda.cancel(entry)
  }

  /** Frames that leave the server together; over fetch, chunks need not end where frames do. */
  #send(...frames) {
    if (this.isNative) for (const frame of frames) this.#sendEvent(frame)
    else this.#sendBytes(frames)
  }

  #sendEvent(frame) {
    const { name, data, id } = frame
    this.#lastId = id ?? this.#lastId
    const lastId = this.#lastId
    const say = () => this.#listener.message(name === '' ? 'message' : name, data, lastId)
    // An EventSource hears only the names that it listens to.
    if (name !== 'metrics') this.#arrive(name, say, { frames: [frame] })
  }

  #sendBytes(frames) {
    const parts = frames.map((frame) => frame.bytes ?? bytesOf(frame, this.#dialect))
    const bytes = parts.length === 1 ? parts[0] : Buffer.concat(parts)
    const length = this.#pieceLength(bytes.length)
    // A frame is over with the CR of its last line end.
    const early = this.#dialect.lineEnd === '\r\n' ? 1 : 0
    let [frame, end] = [0, parts[0].length]
    for (let from = 0; from < bytes.length; from += length) {
      const upTo = Math.min(bytes.length, from + length)
      const complete = []
      while (frame < frames.length && end - early <= upTo) {
        complete.push(frames[frame])
        end += parts[++frame]?.length ?? 0
      }
      const piece = new Uint8Array(bytes.subarray(from, upTo))
      this.#arrive('bytes', () => this.#listener.bytes(piece), { frames: complete, piece })
    }
  }

  /** Cut anywhere, also inside a character. */
  #pieceLength(whole) {
    // Of what is too long is complained before it is over.
    if (whole > LONGEST_CUT_BYTES) return whole
    const style = this.#chance.between(0, 1)
    if (style < 0.004 && whole < MOST_SINGLE_BYTES) return 1
    if (style < 0.25) return this.#chance.whole(1 + (whole >> 2), whole)
    // The last byte alone, so that a frame is not over when it looks so.
    return style < 0.3 ? whole - 1 : whole
  }

  #arrive(what, run, more = {}) {
    const { agenda, device, condition } = this.#network
    if (this.isSwallowed) return
    const go = () => {
      this.#arrivesAt = Math.max(this.#arrivesAt, agenda.now + this.#network.latency())
      device.arrive(this.#arrivesAt, () => {
        if (this.isHeld && !this.isDead) this.#network.tell(this, what, more, run)
      })
    }
    if (condition.stalls || this.#stalled.length > 0) this.#stalled.push(go)
    else go()
  }
}
