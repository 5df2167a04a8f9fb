/** What the server asked of the client that has a session now; moments are of the device's clock. */

const RETRY_AFTER_CAP_MS = 3_600_000

export class Wishes {
  /** Nothing is to be asked before this (Retry-After). */
  retryAt = -Infinity
  /** No stream is to be asked for before this (a planned close). */
  streamBackAt = -Infinity
  /** The last stream ended as the server had planned. */
  isPlanned = false
  #device

  constructor(device) {
    this.#device = device
  }

  /** Nothing at all can come before this without breaking a wish, if a stream is what is waited for. */
  get backAt() {
    return Math.max(this.retryAt, this.streamBackAt)
  }

  // Another session does not know what the server asked of the last.
  closed() {
    this.retryAt = -Infinity
    this.streamBackAt = -Infinity
    this.isPlanned = false
  }

  // The user's own wish goes before the plan, not before Retry-After.
  dispatched({ event }) {
    if (event.type === 'retry') this.streamBackAt = -Infinity
  }

  telling({ retryAfterMs = -1, frames = [] }) {
    const now = this.#device.now()
    if (retryAfterMs >= 0) {
      this.retryAt = Math.max(this.retryAt, now + Math.min(retryAfterMs, RETRY_AFTER_CAP_MS))
    }
    for (const { close, status } of frames) {
      if (status) this.isPlanned = false
      if (close?.reconnect) {
        this.isPlanned = true
        this.streamBackAt = now + (close.retryAfterMs ?? 0)
      }
    }
  }
}
