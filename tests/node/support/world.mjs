/**
 * A world for the store to live in: a clock that the test turns, streams that the test speaks
 * through, requests that the test answers.
 */
export class World {
  now = 1_000
  /** What the wall clock shows at `now`. */
  epoch = 1_767_225_600_000
  hasEventSource = true
  isOnline = true
  /** Streams by order of opening: `{url, withCredentials, listener, isOpen}`. */
  streams = []
  /** Requests by order of sending: `{url, options, answer(httpStatus, body, retryAfterMs)}`. */
  requests = []
  /** Errors that the app's own code threw. */
  surfaced = []
  #timers = new Map()
  #timerCount = 0
  #watchers = new Set()

  /** The ports to give to a Store. */
  ports = {
    now: () => this.now,
    wallClock: () => this.epoch + this.now,
    schedule: (delayMs, run) => {
      const id = ++this.#timerCount
      this.#timers.set(id, { at: this.now + Math.max(0, delayMs), run })
      return () => this.#timers.delete(id)
    },
    surface: (error) => this.surfaced.push(error),
    seed: () => 7,
    hasEventSource: () => this.hasEventSource,
    isOnline: () => this.isOnline,
    openStream: (url, withCredentials, listener) => {
      const stream = { url, withCredentials, listener, isOpen: true }
      this.streams.push(stream)
      return () => (stream.isOpen = false)
    },
    request: (url, options) =>
      new Promise((resolve, reject) => {
        options.signal.addEventListener('abort', () => reject(options.signal.reason))
        const answer = async (httpStatus, body = '', retryAfterMs = -1) => {
          resolve({ httpStatus, body, retryAfterMs })
          await settled()
        }
        this.requests.push({ url, options, answer })
      }),
    watchEnvironment: (report) => {
      this.#watchers.add(report)
      return () => this.#watchers.delete(report)
    },
  }

  /** Lets `milliseconds` pass; timers run at their times. */
  async advance(milliseconds) {
    const end = this.now + milliseconds
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end)
      if (due.length === 0) break
      const [id, { at, run }] = due.reduce((first, next) =>
        next[1].at < first[1].at ? next : first,
      )
      this.#timers.delete(id)
      this.now = Math.max(this.now, at)
      run()
      await settled()
    }
    this.now = end
  }

  /** The browser says that something has changed: 'online', 'offline' or 'wake'. */
  report(change) {
    for (const watcher of this.#watchers) watcher(change)
  }

  get stream() {
    return this.streams.at(-1)
  }
  get openStreams() {
    return this.streams.filter(({ isOpen }) => isOpen)
  }
  get request() {
    return this.requests.at(-1)
  }
  /** Timers, streams and watchers that are still held. */
  get held() {
    return this.#timers.size + this.openStreams.length + this.#watchers.size
  }
}

/** After everything that is already under way has come to its end. */
export const settled = () => new Promise((resolve) => setImmediate(resolve))

/** A complete status as the server sends it. */
export const statusOf = (sequence, more = {}) => ({
  session_id: 'job',
  epoch: '5f3a',
  sequence,
  attempt: 1,
  status: 'processing',
  progress: Math.min(99, sequence),
  message: 'Analyzing speech patterns...',
  timestamp: '2026-01-01T12:00:00.000Z',
  estimated_completion: '2026-01-01T12:02:00.000Z',
  error: null,
  statistics: null,
  ...more,
})

export const completed = (sequence) => statusOf(sequence, { status: 'completed', progress: 100 })

/** One event of a stream. */
export const say = (stream, status, name = 'status') =>
  stream.listener.message(name, typeof status === 'string' ? status : JSON.stringify(status))
