/**
 * An event-stream client made of the package's own parts: its fetch transport carries the bytes,
 * the parser in its core reads them, and its shell has the state machine decide whether to connect
 * again, and after how long.
 *
 * The machine knows the statuses of a transcription job and nothing of anyone else's events. So it
 * is told of each piece of a stream as the heartbeat that the piece is, with the id and the
 * reconnection time that the stream has named so far; the events themselves go past it. Two things
 * follow. No connection proves itself to the machine, as only a status does: waits double with each
 * failure until a restart. And it asks for the status once after the first failure, which nobody
 * here could answer: it is told that there was no answer.
 */
import { loadParser } from '../../../toolchain/conformance/parser.mjs'
import { load, loadCore, settingsOf, Store } from '../../node/support/dist.mjs'
import { failureTeller } from './failures.mjs'

const { browserPorts } = await load('ports/browser.js')
const { readFetchStream } = await load('ports/fetch-stream.js')
const { retryAfterMs } = await load('ports/retry-after.js')

/** The package's own ports, and fetch for its transport. */
const realWorld = { ports: browserPorts, fetch: (url, init) => fetch(url, init) }

/**
 * Follows a stream until `close()`.
 *
 * @param request `{ streamUrl, headers, lastEventId, initialDelayMs, readTimeoutMs }`, the last two
 *   undefined for the package's own
 * @param tell called with each `{ kind: 'event', event }` and `{ kind: 'error', error }`, in order
 */
export async function openClient(request, tell, world = realWorld) {
  // One for each client: a core has a single parser of its own for those who read streams by hand.
  const parser = await loadParser('wasm')
  const { streamUrl, headers } = request
  const policy = policyOf(request)
  const options = { streamUrl: () => streamUrl, transport: 'fetch', headers, policy }
  const settings = settingsOf('anyone', options)
  const told = (error) => tell({ kind: 'error', error })
  const failures = failureTeller(told, { ...(await loadCore()).defaultPolicy(), ...policy })
  const stream = streamPort(request, parser, tell, failures, world)
  const ports = { ...world.ports, ...stream, request: async () => NO_ANSWER }
  const store = new Store(settings, ports, loadCore, () => undefined)
  const observer = {
    options: () => ({
      headers,
      onTransition: ({ to }) => failures.enter(to, store.getSnapshot().connection.metrics.failures),
    }),
  }
  store.acquire(observer)
  return { restart: () => store.retry(), close: () => store.release(observer, true) }
}

const NO_ANSWER = { httpStatus: 0, body: '', retryAfterMs: -1 }

function policyOf({ initialDelayMs, readTimeoutMs }) {
  // So many failures never come: there is nothing to poll.
  const policy = { maxAttempts: 1_000_000 }
  // The package knows no wait of nothing at all.
  if (initialDelayMs !== undefined) policy.backoffBaseMs = Math.max(1, initialDelayMs)
  if (readTimeoutMs !== undefined) policy.silenceMs = readTimeoutMs
  // Pieces of a stream come in no cadence that could be learned from them.
  return { ...policy, silenceFloorMs: Number.MAX_SAFE_INTEGER }
}

/** Opens streams over the package's transport; tells their events, and the machine of their life. */
function streamPort({ streamUrl, lastEventId }, parser, tell, failures, world) {
  const answers = {
    fetch: async (url, init) => failures.noteAnswer(await world.fetch(url, init)),
    waitOf: ({ headers }) =>
      retryAfterMs(headers.get('retry-after'), headers.get('date'), world.ports.wallClock()),
  }
  // The machine learns where to begin from the first piece of a stream.
  let initialId = lastEventId
  return {
    openStream: ({ withCredentials, signal, sent }, listener) => {
      const resumed = { ...sent, lastEventId: initialId ?? sent.lastEventId }
      parser.start(resumed.lastEventId)
      const bytes = (piece) => {
        for (const { event, data, lastEventId } of parser.feed(piece)) {
          tell({ kind: 'event', event: { type: event, data, id: lastEventId } })
        }
        initialId = undefined
        listener.bytes(heartbeat(parser))
      }
      // The address that was given, without the id that the package appends for EventSource.
      const asked = { url: streamUrl, withCredentials, signal, sent: resumed }
      void readFetchStream(answers, asked, { ...listener, bytes })
    },
  }
}

/** What the stream has said of itself, in a frame that the machine can read. */
function heartbeat(parser) {
  const retry = parser.reconnectionTime()
  const asked = retry === null ? '' : `retry: ${retry}\n`
  return `${asked}id: ${parser.lastEventId()}\nevent: heartbeat\ndata: {}\n\n`
}
