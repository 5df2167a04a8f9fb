/**
 * A world for the store to live in: the clock that the package gives to tests, streams that the test
 * speaks through, requests that the test answers.
 */
import { load } from './dist.mjs'

const { ManualClock } = await load('testing/index.js')
const { settled } = await load('ports/browser-tasks.js')

/** When everything that is already under way has come to its end. */
export { settled }

export class World {
  clock = new ManualClock()
  hasEventSource = true
  hasFetchStream = true
  isOnline = true
  isVisible = true
  /** Streams by order of opening: `{url, withCredentials, sent, listener, isOpen}`. */
  streams = []
  /** Requests by order of sending: `{url, options, answer(httpStatus, body, retryAfterMs)}`. */
  requests = []
  /** Beacons by order of sending: `{url, report}`. */
  beacons = []
  /** Errors that the app's own code threw. */
  surfaced = []
  #watchers = new Set()
  #frames = new Set()

  /** The ports to give to a Store. */
  ports = {
    now: () => this.clock.now,
    wallClock: () => this.clock.wallClock,
    schedule: this.clock.schedule,
    surface: (error) => this.surfaced.push(error),
    seed: () => 7,
    frame: (run) => {
      const frame = { run }
      this.#frames.add(frame)
      return () => this.#frames.delete(frame)
    },
    canStream: (overFetch) => (overFetch ? this.hasFetchStream : this.hasEventSource),
    isOnline: () => this.isOnline,
    isVisible: () => this.isVisible,
    openStream: ({ url, withCredentials, sent, signal }, listener) => {
      const paint = () => this.paint()
      const stream = { url, withCredentials, sent, listener, paint, isOpen: true }
      signal.addEventListener('abort', () => (stream.isOpen = false))
      this.streams.push(stream)
    },
    request: (url, options) =>
      new Promise((resolve) => {
        options.signal.addEventListener('abort', () => resolve(null))
        const answer = async (httpStatus, body = '', retryAfterMs = -1) => {
          resolve({ httpStatus, body, retryAfterMs })
          await settled()
          this.paint()
        }
        this.requests.push({ url, options, answer })
      }),
    loadBeacon: async () => (url, json) => this.beacons.push({ url, report: JSON.parse(json) }),
    watchEnvironment: (report) => {
      this.#watchers.add(report)
      return () => this.#watchers.delete(report)
    },
  }

  /** Milliseconds that have passed. */
  get now() {
    return this.clock.now
  }
  /** What the wall clock showed at the beginning. */
  get epoch() {
    return this.clock.wallClock - this.clock.now
  }

  /** Lets `milliseconds` pass; timers run at their times. */
  advance(milliseconds) {
    return this.clock.advance(milliseconds)
  }

  /** The next frame: what waits for it runs. */
  paint() {
    for (const frame of [...this.#frames]) {
      this.#frames.delete(frame)
      frame.run()
    }
  }

  /** The browser says that something has changed: 'online', 'offline', 'hide' or 'wake'. */
  report(type, more = {}) {
    for (const watcher of this.#watchers) watcher({ type, ...more })
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
  /** Timers, frames, streams and watchers that are still held. */
  get held() {
    return this.clock.waiting + this.#frames.size + this.openStreams.length + this.#watchers.size
  }
}

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

/** One event of a stream, in a frame of its own. */
export function say(stream, status, name = 'status') {
  stream.listener.message(name, typeof status === 'string' ? status : JSON.stringify(status), '')
  stream.paint()
}
