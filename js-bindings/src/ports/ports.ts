/** What the store needs of the world. Tests and other environments bring their own. */

/** What a stream can say. */
export interface StreamListener {
  opened: () => void
  /** One event: its name (`message` where the stream names none) and data. */
  message: (name: string, data: string) => void
  /** Broken off, refused or not to be opened at all; nothing follows. */
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
  /** Stop reading after this many bytes and one. */
  maxBytes: number
  signal: AbortSignal
}

/** What the browser says of network and attention. */
export type EnvironmentChange = 'online' | 'offline' | 'wake'

export interface Ports {
  /** Monotonic milliseconds. */
  now: () => number
  /** Milliseconds since the Unix epoch. */
  wallClock: () => number
  /** Calls `run` once after `delayMs` or a little later; returns what cancels it. */
  schedule: (delayMs: number, run: () => void) => () => void
  /** Lets an error of the app's own code surface, without stopping who calls. */
  surface: (error: unknown) => void
  /** A random integer below 2³². */
  seed: () => number
  hasEventSource: () => boolean
  isOnline: () => boolean
  /** Opens a stream; returns what closes it. Says nothing before it has returned. */
  openStream: (url: string, withCredentials: boolean, listener: StreamListener) => () => void
  /** Never rejects, except when aborted by its signal. */
  request: (url: string, options: RequestOptions) => Promise<Answer>
  /** Reports changes until the returned function is called. */
  watchEnvironment: (report: (change: EnvironmentChange) => void) => () => void
}
