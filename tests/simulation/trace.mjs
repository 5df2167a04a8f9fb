/** A run in words, every event, effect and delivery in order; and as one number. */

export class Trace {
  #world
  #tell

  /** @param tell takes each line */
  constructor(world, tell) {
    this.#world = world
    this.#tell = tell
  }

  #say(text) {
    this.#tell(`${(this.#world.agenda.now / 1_000).toFixed(3).padStart(9)} ${text}`)
  }

  entered({ condition: { kind, path, fault, length } }) {
    const what = fault === null ? '' : ` ${JSON.stringify(fault)}`
    this.#say(`· network: ${kind}${what} ${path} for ${Math.round(length ?? 0)} ms`)
  }
  acted({ what }) {
    this.#say(`· ${what}`)
  }
  recovered() {
    this.#say('· everything is well')
  }
  made({ status: { epoch, sequence, word, progress } }) {
    this.#say(`· made ${epoch}-${sequence} ${word} ${progress} %`)
  }
  asked({ stream, exchange, lastEventId }) {
    this.#say(stream ? `→ stream ${stream.id} behind "${lastEventId}"` : `→ status ${exchange.id}`)
  }
  released({ stream, exchange, how }) {
    this.#say(stream ? `→ closes stream ${stream.id}` : `  status ${exchange.id} is ${how}`)
  }
  telling({ connection, what, frames = [], httpStatus, retryAfterMs = -1, piece }) {
    const of = frames.map(({ name = '', status, complaint, close }) =>
      [
        name,
        status && `${status.epoch}-${status.sequence}`,
        complaint,
        close && JSON.stringify(close),
      ]
        .filter(Boolean)
        .join(' '),
    )
    const more = [
      httpStatus,
      retryAfterMs >= 0 && `retry after ${retryAfterMs}`,
      piece?.length,
      ...of,
    ]
    this.#say(`← ${connection.id} ${what} ${more.filter(Boolean).join(', ')}`)
  }
  dispatched({ event: { type, generation }, effects, before }) {
    const { state } = this.#world.core.latest ?? {}
    const all = effects.map((effect) => `${effect.type} ${effect.generation || ''}`.trim())
    const where = before === state ? state : `${before} ⇒ ${state}`
    this.#say(`  ${type}${generation ? ` ${generation}` : ''} [${where}] ${all.join(', ')}`)
  }
  opened() {
    this.#say('  core session opened')
  }
  closed() {
    this.#say('  core session closed')
  }
  shown({ snapshot: { status, connection, error }, observer }) {
    const seen = status === null ? 'nothing' : `${status.epoch}-${status.sequence} ${status.status}`
    const why = error === null ? '' : ` (${error.code})`
    this.#say(`  ${observer.name} sees ${seen}, ${connection.state}${why}`)
  }
  complained({ diagnostic: { code, field = '' } }) {
    this.#say(`  complaint: ${code} ${field}`)
  }
}

/** Digests lines to 32 bits (FNV-1a): equal runs have equal digests. */
export class Digest {
  #hash = 0x811c9dc5

  take = (line) => {
    for (let i = 0; i < line.length; i++) {
      this.#hash = Math.imul(this.#hash ^ line.charCodeAt(i), 0x01000193)
    }
  }

  get value() {
    return (this.#hash >>> 0).toString(16)
  }
}
