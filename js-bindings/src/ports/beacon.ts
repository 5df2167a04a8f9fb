/** Lets a text go to a server, to arrive also when the page goes away. Loaded for telemetry. */

/** For an answer that nobody reads, milliseconds. */
const LIMIT_MS = 10_000

/** What of the browser is used here; Node has no sendBeacon. */
export interface BeaconWorld {
  navigator?: { sendBeacon?: (url: string, body: Blob) => boolean }
  fetch: (url: string, init: RequestInit) => Promise<Response>
}

/** Sends a JSON text by POST, with cookies, and expects no answer. */
export const beaconOf =
  (world: BeaconWorld) =>
  (url: string, json: string): void => {
    const body = new Blob([json], { type: 'application/json' })
    // False: the browser holds as much as it takes for one page.
    if (world.navigator?.sendBeacon?.(url, body) === true) return
    // No answer is waited for longer than this, so that nothing keeps Node running.
    const signal = AbortSignal.timeout(LIMIT_MS)
    const lasting = {
      method: 'POST',
      body,
      keepalive: true,
      credentials: 'include',
      signal,
    } as const
    void world
      .fetch(url, lasting)
      .then((response) => response.body?.cancel())
      .catch(() => undefined)
  }
