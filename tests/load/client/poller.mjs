/** Polls over connections that stay open, as a browser's, with as little HTTP as it takes. */
import { connect } from 'node:net'
import { monotonicMs } from './clock.mjs'

const HOST = '127.0.0.1'
const CONNECTIONS = 16

export class Poller {
  #connections
  #count = 0

  constructor(port) {
    this.#connections = Array.from({ length: CONNECTIONS }, () => new Connection(port))
  }

  /**
   * Asks for `path` with `token`: `{ code, ms }` once all of the answer is here, counted from `fromMs`, when it
   * was to be asked; code 0 if none came. More at a time than there are connections wait for each other, and
   * that counts.
   */
  poll(path, token, fromMs) {
    const connection = this.#connections[this.#count % CONNECTIONS]
    this.#count += 1
    return connection.ask(path, token, fromMs)
  }

  close() {
    for (const connection of this.#connections) connection.close()
  }
}

/** Answers come in the order of the questions (HTTP/1.1), each with a Content-Length. */
class Connection {
  #port
  #socket
  #asked = []
  #text = ''

  constructor(port) {
    this.#port = port
    this.#socket = connect({ host: HOST, port, noDelay: true })
    this.#socket.setEncoding('latin1')
    this.#socket.on('data', (text) => this.#read(text))
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => {
      for (const { settle } of this.#asked.splice(0)) settle(0)
    })
  }

  ask(path, token, fromMs) {
    return new Promise((resolve) => {
      this.#asked.push({ settle: (code) => resolve({ code, ms: monotonicMs() - fromMs }) })
      this.#socket.write(
        `GET ${path} HTTP/1.1\r\nHost: ${HOST}:${this.#port}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
      )
    })
  }

  close() {
    this.#socket.destroy()
  }

  #read(text) {
    this.#text += text
    for (let end; (end = this.#text.indexOf('\r\n\r\n')) !== -1;) {
      const head = this.#text.slice(0, end)
      const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)
      const whole = end + 4 + length
      if (this.#text.length < whole) return
      this.#text = this.#text.slice(whole)
      this.#asked.shift()?.settle(Number(head.slice(9, 12)))
    }
  }
}
