/** The only file that touches the browser's globals (and what Node has of them). */
import type { Answer, EnvironmentChange, Ports, RequestOptions, StreamListener } from './ports.js'
import { readText } from './read-text.js'
import { retryAfterMs } from './retry-after.js'

/** Event names that the server uses; anything else on the stream is for other readers. */
const EVENT_NAMES = ['status', 'heartbeat', 'close', 'message']

/** setTimeout takes a signed 32-bit integer and fires at once for anything longer. */
const LONGEST_TIMEOUT = 2 ** 31 - 1

/** The ports of the environment that this runs in: a browser, a worker, or Node. */
export const browserPorts: Ports = {
  now: () => performance.now(),
  wallClock: () => Date.now(),
  schedule: (delayMs, run) => {
    const timer = setTimeout(run, Math.min(Math.max(0, Math.ceil(delayMs)), LONGEST_TIMEOUT))
    return () => clearTimeout(timer)
  },
  surface: (error) => {
    queueMicrotask(() => {
      throw error
    })
  },
  seed: () => Math.floor(Math.random() * 2 ** 32),
  hasEventSource: () => typeof EventSource === 'function',
  isOnline,
  openStream,
  request,
  watchEnvironment,
}

function openStream(url: string, withCredentials: boolean, listener: StreamListener): () => void {
  const source = new EventSource(url, { withCredentials })
  source.addEventListener('open', () => listener.opened())
  for (const name of EVENT_NAMES) {
    source.addEventListener(name, (event) => {
      listener.message(name, (event as MessageEvent<string>).data)
    })
  }
  source.addEventListener('error', (event) => {
    // An event that the server named `error` arrives here too, but it carries data.
    if ('data' in event) listener.message('error', '')
    else listener.failed()
  })
  return () => source.close()
}

async function request(url: string, options: RequestOptions): Promise<Answer> {
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json' },
      credentials: options.withCredentials ? 'include' : 'same-origin',
      // Ask the server each time; an ETag makes "nothing new" cheap.
      cache: 'no-cache',
      signal: options.signal,
    })
    const { headers, ok, status } = response
    const wait = retryAfterMs(headers.get('retry-after'), headers.get('date'), Date.now())
    if (!ok) void response.body?.cancel().catch(() => undefined)
    return {
      httpStatus: status,
      body: ok ? await readText(response, options.maxBytes) : '',
      retryAfterMs: wait,
    }
  } catch (reason) {
    if (options.signal.aborted) throw reason
    return { httpStatus: 0, body: '', retryAfterMs: -1 }
  }
}

// Node has a navigator without onLine, older ones have none: neither is offline.
function isOnline(): boolean {
  return (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine !== false
}

function watchEnvironment(report: (change: EnvironmentChange) => void): () => void {
  const online = (): void => report('online')
  const offline = (): void => report('offline')
  const wake = (): void => {
    // A page that was frozen may have missed the event that said so.
    report(isOnline() ? 'online' : 'offline')
    report('wake')
  }
  const visible = (): void => {
    if (document.visibilityState === 'visible') wake()
  }
  const watched: [EventTarget, string, () => void][] = []
  // Workers have the network's events, pages the others too, Node none.
  if (typeof addEventListener === 'function') {
    watched.push([globalThis, 'online', online])
    watched.push([globalThis, 'offline', offline])
  }
  if (typeof document !== 'undefined') {
    // Back from the back/forward cache; a frozen tab thawed.
    watched.push([window, 'pageshow', wake])
    watched.push([document, 'resume', wake])
    watched.push([document, 'visibilitychange', visible])
  }
  for (const [target, name, listener] of watched) target.addEventListener(name, listener)
  return () => {
    for (const [target, name, listener] of watched) target.removeEventListener(name, listener)
  }
}

/**
 * The bytes of the core's module.
 *
 * @throws if they cannot be fetched or read
 */
export async function readCore(url: URL): Promise<BufferSource> {
  if (url.protocol === 'file:') return readFile(url)
  const response = await fetch(url)
  if (!response.ok) {
    throw new Error(`the core was expected at ${url.href}, the server answered ${response.status}`)
  }
  return response.arrayBuffer()
}

/** Node reads the package's own file; asked for this way, bundlers for browsers do not see it. */
async function readFile(url: URL): Promise<BufferSource> {
  const node = (globalThis as { process?: NodeProcess }).process
  const fs = node?.getBuiltinModule?.('node:fs/promises')
  if (fs === undefined) {
    throw new Error(`${url.href} can only be read by Node 20.16 or newer; serve the page by http`)
  }
  return fs.readFile(url)
}

interface NodeProcess {
  getBuiltinModule?: (
    name: 'node:fs/promises',
  ) => { readFile: (url: URL) => Promise<Uint8Array<ArrayBuffer>> } | undefined
}
