/** Live status of a transcription job without React. */
import { loadCore } from './core/loader.js'
import { keyOf, settingsOf } from './options.js'
import { storeFor } from './registry.js'
import type { Observer } from './store.js'
import type { TranscriptionClient, TranscriptionClientOptions } from './types.js'

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
  const store = storeFor(keyOf(settingsOf(sessionId, options)))
  const listeners = new Set<() => void>()
  const observer: Observer = {
    changed: () => [...listeners].forEach((listener) => listener()),
    transition: (transition) => options.onTransition?.(transition),
    diagnostic: (diagnostic) => options.onDiagnostic?.(diagnostic),
  }
  store.acquire(observer)
  let isDisposed = false
  return {
    getSnapshot: () => store.getSnapshot(),
    subscribe: (listener) => {
      // A new function each time, so that one listener subscribed twice is told twice.
      const own = (): void => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    retry: () => {
      if (!isDisposed) store.retry()
    },
    dispose: () => {
      isDisposed = true
      listeners.clear()
      store.release(observer, true)
    },
  }
}

/**
 * Loads the core ahead of the first session, at the start of the application. Resolves when it is
 * there; rejects if it cannot be loaded, and then the first session tries again.
 */
export async function preload(): Promise<void> {
  await loadCore()
}
