/** The app's credentials, asked anew at each attempt. Loaded where there are any. */
import type { Credentials } from './source.js'
import type { Diagnostic } from './types.js'

/** What an attempt is sent with, or the HTTP status that it is answered with for want of it. */
export type Authorization = Headers | 0 | 401

/** A renewal that takes longer counts as one that never ends, milliseconds. */
const RENEWAL_MS = 120_000

/**
 * The app's functions may take for ever: whoever awaits `authorize` gives up in its own time.
 *
 * @param newest the credentials that count now
 * @param now monotonic milliseconds
 * @param complain told of an option that did not give what can be sent
 */
export function credentialsOf(
  newest: () => Credentials,
  complain: (diagnostic: Diagnostic) => void,
  now: () => number,
): {
  renew: () => void
  /** Nobody waits any more for new ones that are on their way. */
  forget: () => void
  authorize: (signal: AbortSignal) => Promise<Authorization>
} {
  /** While new credentials are on their way. */
  let renewal: Promise<unknown> | undefined
  let askedAt = 0

  const failed = (option: keyof Credentials, reason: unknown): void =>
    complain({
      code: 'no-credentials',
      message: `${option}: expected what a request can be sent with, got ${textOf(reason)}`,
    })

  return {
    /** Asks for new credentials; what is to be sent next waits for them. */
    renew: () => {
      // In a promise, so that what it throws is a rejection too.
      const asked = Promise.resolve().then(() => newest().refreshAuth?.())
      const done = (): void => {
        if (renewal === asked) renewal = undefined
      }
      renewal = asked
      askedAt = now()
      asked.catch((reason: unknown) => failed('refreshAuth', reason)).finally(done)
    },

    forget: () => {
      renewal = undefined
    },

    authorize: async (signal) => {
      // Somebody may have to sign in. An attempt that gives up meanwhile leaves it to the next: what
      // was refused is not sent again. Some never end, and nobody is told.
      const awaited = renewal
      signal.addEventListener('abort', () => {
        if (renewal === awaited && now() - askedAt >= RENEWAL_MS) renewal = undefined
      })
      const [renewed] = await Promise.allSettled([renewal])
      if (renewed.status === 'rejected') return 401
      const { headers } = newest()
      try {
        return new Headers(await (typeof headers === 'function' ? headers() : headers))
      } catch (reason) {
        failed('headers', reason)
        return 0
      }
    },
  }
}

/** Some things that can be thrown cannot become a text, and throw another. */
const textOf = (reason: unknown): string =>
  reason instanceof Error || typeof reason === 'string' ? String(reason) : typeof reason
