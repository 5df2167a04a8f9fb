/**
 * The first stream, opened while the core is on its way: where a stream can be had, the core asks
 * for nothing else first. A round trip to the server that would follow the core's own is saved.
 */
import type { Ports, StreamListener, StreamRequest } from './ports/ports.js'

export interface HeadStart {
  /** All that was said by now, and what is said from now on, is for `listener`. */
  adopt: (listener: StreamListener, signal: AbortSignal) => void
  /** Nobody wants it. */
  abandon: () => void
}

export function headStart(ports: Ports, request: Omit<StreamRequest, 'signal'>): HeadStart {
  const abort = new AbortController()
  const abandon = (): void => abort.abort()
  const said: ((to: StreamListener) => void)[] = []
  let listener: StreamListener | undefined
  const pass = (what: (to: StreamListener) => void): void => {
    if (listener === undefined) said.push(what)
    else what(listener)
  }
  const failed = (): void => {
    // EventSource would come back by itself, again and again: whether to is the core's to say.
    if (listener === undefined) abandon()
    pass((to) => to.failed())
  }
  try {
    ports.openStream(
      { ...request, signal: abort.signal },
      {
        opened: () => pass((to) => to.opened()),
        message: (...event) => pass((to) => to.message(...event)),
        bytes: (bytes) => pass((to) => to.bytes(bytes)),
        refused: (...answer) => pass((to) => to.refused(...answer)),
        failed,
      },
    )
  } catch {
    failed()
  }
  return {
    adopt: (to, signal) => {
      signal.addEventListener('abort', abandon)
      for (const what of said) what(to)
      listener = to
    },
    abandon,
  }
}
