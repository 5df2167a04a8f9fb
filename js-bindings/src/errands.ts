/** Carries streams and requests out. */
import type { CoreEvent } from './core/core.js'
import type { Authorization, credentialsOf } from './credentials.js'
import { type HeadStart, headStart } from './head-start.js'
import type { Settings } from './options.js'
import type { Ports, StreamListener, StreamRequest } from './ports/ports.js'
import type { Credentials } from './source.js'
import type { Diagnostic } from './types.js'

/** Whom errands are for. */
export interface Sender {
  /** The credentials that count now. */
  credentials: () => Credentials
  hear: (event: CoreEvent) => void
  complain: (diagnostic: Diagnostic) => void
}

/** What the core can have carried out, by generation. */
export interface Errands {
  /** Opens the first stream before the core asks for it, where it is certain to. */
  begin: () => void
  /** The core has asked, or will not: what was begun and not asked for ends. */
  settle: () => void
  openStream: (generation: number, lastEventId: string) => void
  requestStatus: (generation: number, maxBytes: number) => void
  /** Ends a stream or a request: nothing more is heard of it. */
  end: (generation: number) => void
  /** Gets new credentials; what is sent next waits for them. */
  renew: () => void
  /** Waits no more for new credentials: who asks for another try may have seen to it. */
  forget: () => void
}

export function errandsFor(sender: Sender, settings: Settings, ports: Ports): Errands {
  const { hear } = sender
  const { streamUrl, statusUrl, transport, withCredentials } = settings
  const running = new Map<number, AbortController>()
  let credentials: Promise<ReturnType<typeof credentialsOf>> | undefined

  const loadCredentials = (): NonNullable<typeof credentials> =>
    (credentials ??= import('./credentials.js').then(
      (loaded) => loaded.credentialsOf(sender.credentials, sender.complain, ports.now),
      (reason: unknown) => {
        credentials = undefined
        throw reason
      },
    ))

  /** `go` with what the app sends; without it, `answered` for the server. */
  const attempt = async (
    generation: number,
    go: (headers: Headers, signal: AbortSignal) => unknown,
    answered: (httpStatus: number) => void,
  ): Promise<void> => {
    const abort = new AbortController()
    running.set(generation, abort)
    const authorization: Authorization =
      settings.hasHeaders || settings.canRenew
        ? await loadCredentials().then(
            (loaded) => loaded.authorize(abort.signal),
            () => 0,
          )
        : new Headers()
    if (abort.signal.aborted) return
    if (typeof authorization === 'number') answered(authorization)
    else go(authorization, abort.signal)
  }

  let early: HeadStart | undefined
  const settle = (): void => {
    early?.abandon()
    early = undefined
  }

  return {
    begin: () => {
      const isPlain = !settings.hasHeaders && !settings.canRenew
      const isSure = (transport === 'auto' || transport === 'eventsource') && isPlain
      if (isSure && ports.canStream(false) && ports.isOnline()) {
        early = headStart(ports, { url: streamUrl, withCredentials })
      }
    },

    settle,

    openStream: (generation, lastEventId) => {
      const say = (type: CoreEvent['type'], more?: Partial<CoreEvent>): void =>
        hear({ type, generation, ...more })
      const listener: StreamListener = {
        opened: () => say('stream-opened'),
        message: (name, text, id) => say('stream-message', { name, text, id }),
        bytes: (text) => say('stream-bytes', { text }),
        refused: (httpStatus, retryAfterMs) => say('stream-refused', { httpStatus, retryAfterMs }),
        failed: () => say('stream-failed'),
      }
      const go = (headers: Headers, signal: AbortSignal): void => {
        if (early !== undefined) {
          early.adopt(listener, signal)
          early = undefined
          return
        }
        const url = resumed(streamUrl, lastEventId)
        const request: StreamRequest = { url, withCredentials, signal }
        if (transport === 'fetch') request.sent = { headers, lastEventId }
        try {
          ports.openStream(request, listener)
        } catch {
          // An EventSource that throws in its constructor (a policy, an extension) is one that fails.
          listener.failed()
        }
      }
      void attempt(generation, go, (httpStatus) =>
        httpStatus === 0 ? listener.failed() : listener.refused(httpStatus, -1),
      )
    },

    requestStatus: (generation, maxBytes) => {
      const answered = (httpStatus: number, text = '', retryAfterMs = -1): void => {
        running.delete(generation)
        hear({ type: 'response', generation, httpStatus, text, retryAfterMs })
      }
      const go = async (headers: Headers, signal: AbortSignal): Promise<void> => {
        const options = { withCredentials, headers, maxBytes, signal }
        const answer = await ports.request(statusUrl, options)
        if (answer !== null) answered(answer.httpStatus, answer.body, answer.retryAfterMs)
      }
      void attempt(generation, go, answered)
    },

    end: (generation) => {
      running.get(generation)?.abort()
      running.delete(generation)
    },

    renew: () =>
      void loadCredentials().then(
        (loaded) => loaded.renew(),
        () => undefined,
      ),

    forget: () => void credentials?.then((loaded) => loaded.forget()),
  }
}

/** A new EventSource cannot send a Last-Event-ID header: the address says where to go on. */
function resumed(url: string, lastEventId: string): string {
  if (lastEventId === '') return url
  const [address, fragment] = url.split('#', 2) as [string, string?]
  const joint = address.includes('?') ? '&' : '?'
  const query = `last_event_id=${encodeURIComponent(lastEventId)}`
  return `${address}${joint}${query}${fragment === undefined ? '' : `#${fragment}`}`
}
