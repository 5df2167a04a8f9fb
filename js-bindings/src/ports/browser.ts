/**
 * The browser's globals (and what Node has of them), which nothing but this folder's browser*.ts
 * touch; here is what every page needs.
 */
import { watchAttention } from './attention.js'
import { schedule } from './browser-schedule.js'
import { standIn } from './browser-stand-in.js'
import type { Answer, Ports, RequestOptions, StreamListener, StreamRequest } from './ports.js'
import { readText } from './read-text.js'
import { retryAfterMs } from './retry-after.js'

/** Event names that the server uses; anything else on the stream is for other readers. */
const EVENT_NAMES = ['status', 'heartbeat', 'close', 'message']

/** Milliseconds until `frame` runs where nothing is painted: in Node, and in a page that is hidden. */
const UNPAINTED_FRAME = 16
const HIDDEN_FRAME = 1_000

// Pages have all of it, workers no document, Node perhaps a navigator that knows little.
const world = globalThis as Partial<typeof globalThis>

/** The ports of the environment that this runs in: a browser, a worker, or Node. */
export const browserPorts: Ports = {
  now: () => performance.now(),
  wallClock: () => Date.now(),
  schedule,
  frame,
  surface: (error) => {
    queueMicrotask(() => {
      throw error
    })
  },
  seed: () => Math.floor(Math.random() * 2 ** 32),
  canStream: (overFetch) =>
    typeof (overFetch ? world.ReadableStream : world.EventSource) === 'function',
  isOnline: () => world.navigator?.onLine !== false,
  isVisible: () => world.document?.visibilityState !== 'hidden',
  openStream,
  request,
  loadBeacon: async () => (await import('./beacon.js')).beaconOf(globalThis),
  watchEnvironment: (report) =>
    watchAttention(
      { ...browserPorts, window: world.window ?? world.self, document: world.document },
      report,
    ),
}

/** They, or those that a test has put in their place. */
export const portsHere = (): Ports => standIn()?.ports ?? browserPorts

/** What relative addresses are relative to; undefined in Node, where there is nothing. */
export const pageAddress = (): string | undefined => world.document?.baseURI ?? world.location?.href

function frame(run: () => void): () => void {
  if (world.requestAnimationFrame === undefined) return schedule(UNPAINTED_FRAME, run)
  // A page may be hidden at any moment, and then paints no more: whichever comes first.
  const once = (): void => {
    cancel()
    run()
  }
  const painted = requestAnimationFrame(once)
  const cancelTimer = schedule(HIDDEN_FRAME, once)
  const cancel = (): void => {
    cancelAnimationFrame(painted)
    cancelTimer()
  }
  return cancel
}

function openStream(request: StreamRequest, listener: StreamListener): void {
  const { url, withCredentials, signal, sent } = request
  if (sent !== undefined) return void openFetchStream({ ...request, sent }, listener)
  const source = new EventSource(url, { withCredentials })
  signal.addEventListener('abort', () => source.close())
  source.addEventListener('open', () => listener.opened())
  for (const name of EVENT_NAMES) {
    source.addEventListener(name, (event) => {
      const { data, lastEventId } = event as MessageEvent<string>
      listener.message(name, data, lastEventId)
    })
  }
  source.addEventListener('error', (event) => {
    // An event that the server named `error` arrives here too, but it carries data.
    if ('data' in event) listener.message('error', '', '')
    else listener.failed()
  })
}

function openFetchStream(
  request: Required<StreamRequest>,
  listener: StreamListener,
): Promise<void> {
  const world = { fetch: (url: string, init: RequestInit) => fetch(url, init), waitOf }
  return import('./fetch-stream.js').then(
    ({ readFetchStream }) => readFetchStream(world, request, listener),
    () => {
      if (!request.signal.aborted) listener.failed()
    },
  )
}

async function request(url: string, options: RequestOptions): Promise<Answer | null> {
  const { headers, signal } = options
  headers.set('accept', 'application/json')
  try {
    const response = await fetch(url, {
      headers,
      credentials: options.withCredentials ? 'include' : 'same-origin',
      // Ask the server each time; an ETag makes "nothing new" cheap.
      cache: 'no-cache',
      signal,
    })
    const { ok, status: httpStatus } = response
    if (!ok) void response.body?.cancel().catch(() => undefined)
    const body = ok ? await readText(response, options.maxBytes) : ''
    return { httpStatus, body, retryAfterMs: waitOf(response) }
  } catch {
    return signal.aborted ? null : { httpStatus: 0, body: '', retryAfterMs: -1 }
  }
}

const waitOf = ({ headers }: Response): number =>
  retryAfterMs(headers.get('retry-after'), headers.get('date'), Date.now())

/** The smallest module: its magic number and version. */
const NO_CODE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)

/**
 * Missing in old browsers and where a lockdown mode turns it off; there but refused under a policy
 * without 'wasm-unsafe-eval', which only trying tells.
 */
export function hasWebAssembly(): boolean {
  try {
    return !!new WebAssembly.Module(NO_CODE)
  } catch {
    return false
  }
}

/**
 * The bytes of the core's module.
 *
 * @throws if they cannot be fetched or read
 */
export async function readCore(url: URL, signal: AbortSignal): Promise<BufferSource> {
  if (url.protocol === 'file:') {
    return import('./read-file.js').then(({ readFile }) => readFile(globalThis, url))
  }
  const response = await fetch(url, { signal })
  if (!response.ok) {
    throw new Error(`expected the core at ${url.href}, got ${response.status}`)
  }
  return response.arrayBuffer()
}
