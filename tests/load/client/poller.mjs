/** Polls over connections that stay open, as a browser's. */
import { Agent, get } from 'node:http'
import { monotonicMs } from './clock.mjs'

export class Poller {
  #port
  #agent = new Agent({ keepAlive: true, maxSockets: 16 })

  constructor(port) {
    this.#port = port
  }

  /** Asks for the status of a seat's session: `{ code, ms }` once all of the answer is here; code 0 if none came. */
  poll([token, session]) {
    const start = monotonicMs()
    const path = `/api/v1/sessions/${session}/status`
    const headers = { authorization: `Bearer ${token}` }
    return new Promise((resolve) => {
      const settle = (code) => resolve({ code, ms: monotonicMs() - start })
      get({ host: '127.0.0.1', port: this.#port, agent: this.#agent, path, headers }, (answer) => {
        answer.resume()
        answer.on('end', () => settle(answer.statusCode))
        answer.on('error', () => settle(0))
      }).on('error', () => settle(0))
    })
  }

  close() {
    this.#agent.destroy()
  }
}
