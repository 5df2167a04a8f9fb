'use client'

import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { keyOf, settingsOf } from '../options.js'
import { findStore, storeFor } from '../registry.js'
import { IDLE } from '../snapshot.js'
import type { Observer } from '../source.js'
import type {
  TranscriptionSnapshot,
  UseTranscriptionStatusOptions,
  UseTranscriptionStatusResult,
} from '../types.js'

/**
 * The live status of a transcription job. Hooks with equal settings share one connection; it is
 * kept for a moment after the last one unmounts, so that StrictMode and route changes do not
 * reconnect. Nothing is connected in render or on the server.
 *
 * @param sessionId the session to follow; nothing happens while it is null, undefined or empty
 * @param options need not be memoised: what counts is what they say
 * @throws TypeError or RangeError in render if an option is wrong, with its name
 */
export function useTranscriptionStatusSSE(
  sessionId: string | null | undefined,
  { enabled = true, ...options }: UseTranscriptionStatusOptions = {},
): UseTranscriptionStatusResult {
  const isFollowing = typeof sessionId === 'string' && sessionId !== '' && enabled
  const key = isFollowing ? keyOf(settingsOf(sessionId, options)) : ''
  const following = useMemo(() => (key === '' ? NOTHING : follow(key)), [key])
  const snapshot = useSyncExternalStore(following.subscribe, following.getSnapshot, serverSnapshot)

  // The newest callbacks, without a new connection for each new function.
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  useEffect(() => following.observe({ options: () => latest.current }), [following])

  const retry = useCallback(() => following.retry(), [following])
  return useMemo(() => ({ ...snapshot, retry }), [snapshot, retry])
}

/** The session of one key, as React's hooks want it. */
interface Following {
  observe: (observer: Observer) => () => void
  subscribe: (changed: () => void) => () => void
  getSnapshot: () => TranscriptionSnapshot
  retry: () => void
}

const nothing = (): void => undefined
const serverSnapshot = (): TranscriptionSnapshot => IDLE

const NOTHING: Following = {
  observe: () => nothing,
  subscribe: () => nothing,
  getSnapshot: serverSnapshot,
  retry: nothing,
}

function follow(key: string): Following {
  const observe = (observer: Observer): (() => void) => {
    const store = storeFor(key)
    store.acquire(observer)
    return () => store.release(observer, false)
  }
  return {
    observe,
    subscribe: (changed) => observe({ changed }),
    getSnapshot: () => findStore(key)?.getSnapshot() ?? IDLE,
    retry: () => findStore(key)?.retry(),
  }
}
