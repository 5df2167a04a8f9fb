/** What the store needs of the world. Tests and other environments bring their own. */

/** How to open a stream. */
export interface StreamRequest {
  url: string
  withCredentials: boolean
  /** Closes the stream; nothing is said afterwards. */
  signal: AbortSignal
  /** What only fetch can send. Without it the stream comes over EventSource. */
  sent?: {
    headers: Headers
    /** Where to resume, empty for the beginning. */
    lastEventId: string
  }
}

/** What a stream can say. */
export interface StreamListener {
  /** Over fetch: status and content type are those of a stream. */
  opened: () => void
  /**
   * EventSource: one event, by its name (`message` where the stream names none), data, and the
   * stream's last event id.
   */
  message: (name: string, data: string, id: string) => void
  /** fetch: the next bytes of the body, as they came. */
  bytes: (bytes: Uint8Array) => void
  /**
   * fetch: answered with something that is no stream; nothing follows.
   *
   * @param httpStatus a 2xx when the content type is wrong
   * @param retryAfterMs milliseconds from now; negative when there was no Retry-After
   */
  refused: (httpStatus: number, retryAfterMs: number) => void
  /** Broken off, ended or not to be opened at all; nothing follows. */
  failed: () => void
}

/** What came of a request. */
export interface Answer {
  /** 0 when there was no answer. */
  httpStatus: number
  /** Text of a 2xx answer, at most one byte longer than asked for. */
  body: string
  /** `Retry-After` in milliseconds from now; negative when there was none. */
  retryAfterMs: number
}

export interface RequestOptions {
  withCredentials: boolean
  headers: Headers
  /** Stop reading after this many bytes and one. */
  maxBytes: number
  signal: AbortSignal
}

/** What the browser says of network and attention. */
export type EnvironmentChange =
  | { type: 'online' | 'offline' | 'hide' }
  /** Looked at again, thawed or woken up, after so many milliseconds by the wall clock. */
  | { type: 'wake'; awayMs: number }

export interface Ports {
  /** Monotonic milliseconds. */
  now: () => number
  /** Milliseconds since the Unix epoch. */
  wallClock: () => number
  /** Calls `run` once after `delayMs` or a little later; returns what cancels it. */
  schedule: (delayMs: number, run: () => void) => () => void
  /** Calls `run` once before the next frame is painted, soon where none is; returns what cancels it. */
  frame: (run: () => void) => () => void
  /** Lets an error of the app's own code surface, without stopping who calls. */
  surface: (error: unknown) => void
  /** A random integer below 2³². */
  seed: () => number
  /** Streams can be had: over fetch, or over EventSource. */
  canStream: (overFetch: boolean) => boolean
  isOnline: () => boolean
  isVisible: () => boolean
  /** Opens a stream. Says nothing before it has returned. */
  openStream: (request: StreamRequest, listener: StreamListener) => void
  /** Never rejects; null when it was aborted. */
  request: (url: string, options: RequestOptions) => Promise<Answer | null>
  /** Loads what sends a JSON text to an address, to arrive also when the page goes away. */
  loadBeacon: () => Promise<(url: string, json: string) => void>
  /** There are no other tabs to share with, whatever the browser has. Only tests say so. */
  isAlone?: true
  /** Reports changes until the returned function is called. */
  watchEnvironment: (report: (change: EnvironmentChange) => void) => () => void
}
