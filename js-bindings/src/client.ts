/** Live status of a transcription job without React. */
import type { CoreKind } from './core/core.js'
import { loadCore, takeWasmFrom } from './core/loader.js'
import { addressOf, checkAddresses } from './addresses.js'
import { keyOf, settingsOf } from './options.js'
import { pageAddress } from './ports/browser.js'
import { storeFor } from './registry.js'
import type { Observer } from './source.js'
import type { PreloadOptions, TranscriptionClient, TranscriptionClientOptions } from './types.js'
export type * from './types.js'

/**
 * Follows one session until `dispose()`. Clients with equal settings share one connection.
 *
 * @throws TypeError or RangeError if the id is empty or an option is wrong, with its name; errors
 *   of the world never throw, they are in the snapshot
 */
export function createTranscriptionClient(
  sessionId: string,
  options: TranscriptionClientOptions = {},
): TranscriptionClient {
  const settings = settingsOf(sessionId, options)
  checkAddresses(settings, options, pageAddress())
  const store = storeFor(keyOf(settings))
  const subscribed = new Set<Observer>()
  const observer: Observer = { options: () => options }
  store.acquire(observer)
  let isDisposed = false
  return {
    getSnapshot: () => store.getSnapshot(),
    subscribe: (listener) => {
      const own: Observer = { changed: listener }
      if (!isDisposed) {
        subscribed.add(own)
        store.acquire(own)
      }
      return () => {
        subscribed.delete(own)
        store.release(own, false)
      }
    },
    retry: () => {
      if (!isDisposed) store.retry()
    },
    dispose: () => {
      isDisposed = true
      for (const own of subscribed) store.release(own, false)
      store.release(observer, true)
    },
  }
}

/** What relative addresses are of where there is no page. */
const NO_PAGE = 'none:'

/**
 * Loads the core ahead of the first session, at the start of the application. Resolves to how it
 * came when it is there; rejects if it cannot be loaded, and then the first session tries again.
 *
 * @throws TypeError or Error if an option is wrong or comes too late, with its name
 */
export function preload(options: PreloadOptions = {}): Promise<CoreKind> {
  const { wasmUrl, ...others } = options
  for (const name of Object.keys(others)) {
    throw new TypeError(`options.${name}: no such option; known is wasmUrl`)
  }
  if (wasmUrl !== undefined) {
    const place = addressOf('wasmUrl', wasmUrl, pageAddress() ?? `${NO_PAGE}/`)
    // A module that a server renders, too, says where pages find the file; Node reads the package's.
    if (place.protocol !== NO_PAGE) takeWasmFrom(place)
  }
  return loadCore().then(({ kind }) => kind)
}
