/**
 * One open event stream: a socket and as little HTTP as it takes, so that thousands of them leave the
 * machine to the server.
 */
import { connect } from 'node:net'
import { ChunkedBody } from './chunks.mjs'
import { monotonicMs } from './clock.mjs'
import { EventReader } from './events.mjs'

const HOST = '127.0.0.1'
const HEAD_END = Buffer.from('\r\n\r\n')

/** One for all: what was read is taken out before the next read. */
const ROOM = Buffer.allocUnsafeSlow(64 * 1024)

export class Stream {
  #socket
  #head = Buffer.alloc(0)
  #body = new ChunkedBody()
  #reader = new EventReader()
  #heard
  #over = false
  /** HTTP's status code once it has come, else null. */
  code = null
  firstByteAt = null
  bytes = 0

  /**
   * Asks for `path`. `heard` has what is called: `event({ event, id, data }, atMs)` for each event and
   * `end(reason)` once, when the stream ends without `close()` having been called.
   */
  constructor({ port, path, token, lastEventId }, heard) {
    this.#heard = heard
    this.#socket = connect({
      host: HOST,
      port,
      noDelay: true,
      onread: { buffer: ROOM, callback: (size) => this.#read(ROOM.subarray(0, size)) },
    })
    const seen = lastEventId ? `Last-Event-ID: ${lastEventId}\r\n` : ''
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${HOST}:${port}\r\nAccept: text/event-stream\r\n` +
        `Authorization: Bearer ${token}\r\n${seen}\r\n`,
    )
    this.#socket.on('error', (error) => this.#end(error.code))
    this.#socket.on('end', () => this.#end('closed by the server'))
    this.#socket.on('close', () => this.#end('closed'))
  }

  /** Ends it from this side. */
  close() {
    this.#over = true
    this.#socket.destroy()
  }

  #read(bytes) {
    const now = monotonicMs()
    this.firstByteAt ??= now
    this.bytes += bytes.length
    const body = this.code === null ? this.#readHead(bytes) : bytes
    if (body === null || this.#over) return true
    for (const event of this.#reader.take(this.#body.take(body))) this.#heard.event(event, now)
    if (this.#body.ended) this.#end('ended by the server')
    return true
  }

  /** What comes after the head, or null as long as that has not come. */
  #readHead(bytes) {
    this.#head = Buffer.concat([this.#head, bytes])
    const end = this.#head.indexOf(HEAD_END)
    if (end === -1) return null
    this.code = Number(this.#head.latin1Slice(9, 12))
    const body = this.#head.subarray(end + HEAD_END.length)
    this.#head = null
    if (this.code !== 200) this.#end(`HTTP ${this.code}`)
    return body
  }

  #end(reason) {
    if (this.#over) return
    this.close()
    this.#heard.end(reason)
  }
}
