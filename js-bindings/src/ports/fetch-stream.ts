/**
 * An event stream over fetch: it can send headers and see what it is answered with, which
 * EventSource cannot. Loaded by the first session that needs it.
 */
import type { StreamListener, StreamRequest } from './ports.js'

/** What of the browser is used here. */
export interface FetchStreamWorld {
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** `Retry-After` of an answer, milliseconds from now, negative when there is none. */
  waitOf: (response: Response) => number
}

/** Reads the stream to its end, until it fails or is aborted, whichever comes first. */
export async function readFetchStream(
  world: FetchStreamWorld,
  { url, withCredentials, signal, sent }: Required<StreamRequest>,
  listener: StreamListener,
): Promise<void> {
  const headers = streamHeaders(sent)
  const credentials = withCredentials ? 'include' : 'same-origin'
  const response = await world
    .fetch(url, { headers, credentials, cache: 'no-store', signal })
    .catch(() => null)
  const isEnded = (): boolean => signal.aborted
  if (isEnded()) return
  if (response === null) return listener.failed()
  const { status, body } = response
  if (body === null || status !== 200 || !isEventStream(response.headers.get('content-type'))) {
    void body?.cancel().catch(() => undefined)
    return listener.refused(status, world.waitOf(response))
  }
  listener.opened()
  const reader = body.getReader()
  // What the listener throws is not caught: it is no failure of the stream.
  const next = (): Promise<Uint8Array | undefined> =>
    reader.read().then(
      ({ value }) => value,
      () => undefined,
    )
  for (;;) {
    const bytes = await next()
    if (isEnded()) return
    if (bytes === undefined) return listener.failed()
    listener.bytes(bytes)
  }
}

/** What a stream is asked for with. */
export function streamHeaders({
  headers: sent,
  lastEventId,
}: Required<StreamRequest>['sent']): Headers {
  const headers = new Headers(sent)
  headers.set('accept', 'text/event-stream')
  if (lastEventId !== '') headers.set('last-event-id', bytesAsLatin1(lastEventId))
  return headers
}

/** Parameters such as the charset are allowed, and mean nothing: a stream is always UTF-8. */
const isEventStream = (contentType: string | null): boolean =>
  /^\s*text\/event-stream\s*(;|$)/i.test(contentType ?? '')

/** A header holds bytes, one in each character; an id is UTF-8 (WHATWG HTML 9.2.3). */
const bytesAsLatin1 = (text: string): string =>
  String.fromCharCode(...new TextEncoder().encode(text))
