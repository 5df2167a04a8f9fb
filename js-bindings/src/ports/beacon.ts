/** Lets a text go to a server, to arrive also when the page goes away. Loaded for telemetry. */

/** What of the browser is used here; Node has no sendBeacon. */
export interface BeaconWorld {
  navigator?: { sendBeacon?: (url: string, body: Blob) => boolean }
  fetch: (url: string, init: RequestInit) => Promise<unknown>
}

/** Sends a JSON text by POST, with cookies, and expects no answer. */
export const beaconOf =
  (world: BeaconWorld) =>
  (url: string, json: string): void => {
    const body = new Blob([json], { type: 'application/json' })
    // False: the browser holds as much as it takes for one page.
    if (world.navigator?.sendBeacon?.(url, body) === true) return
    const lasting: RequestInit = { method: 'POST', body, keepalive: true, credentials: 'include' }
    void world.fetch(url, lasting).catch(() => undefined)
  }
