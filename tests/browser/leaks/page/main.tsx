// First: it has to be there before anything else runs.
import { lent, wasmBytesTouched } from './ledger'
import { StrictMode, useEffect } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import {
  useTranscriptionStatusSSE,
  type UseTranscriptionStatusOptions,
  type UseTranscriptionStatusResult,
} from 'transcription-status-sse'
import type { Bench, BenchWindow, Milestone, Mounting } from './bench'
import { forget } from './forgotten'
import { countSessions, sessions } from './sessions'

/** First in the queue for the core. */
const counting = countSessions()

const container = document.getElementById('page')
if (container === null) throw new Error('Expected an element with the id "page" in index.html.')

let root: Root | null = null
let mountings = 0
/** What the hook gave last; null as long as nothing is mounted. */
let seen: UseTranscriptionStatusResult | null = null
let whenSeen: () => void = () => undefined

function Follower({ sessionId, mounting }: { sessionId: string; mounting: Mounting }) {
  const result = useTranscriptionStatusSSE(sessionId, optionsOf(mounting))
  useEffect(() => {
    seen = result
    whenSeen()
  })
  return <output>{result.status?.message}</output>
}

function optionsOf({
  transport = 'auto',
  policy = {},
  hasCredentials = false,
  shareAcrossTabs = false,
  telemetryUrl,
}: Mounting): UseTranscriptionStatusOptions {
  const options: UseTranscriptionStatusOptions = { transport, policy, shareAcrossTabs }
  if (telemetryUrl !== undefined) options.telemetryUrl = telemetryUrl
  if (!hasCredentials) return options
  return {
    ...options,
    headers: () => Promise.resolve({ authorization: 'Bearer token' }),
    refreshAuth: () => Promise.resolve(),
  }
}

const bench: Bench = {
  mount: (mounting) => {
    const follower = <Follower sessionId={nextSession(mounting)} mounting={mounting} />
    root ??= createRoot(container)
    root.render(mounting.isStrict === true ? <StrictMode>{follower}</StrictMode> : follower)
  },

  unmount: () => {
    root?.unmount()
    root = null
    seen = null
  },

  reaches: (milestone, sequence = 0) =>
    new Promise((resolve) => {
      whenSeen = () => {
        if (seen === null || !isAt(seen, milestone, sequence)) return
        whenSeen = () => undefined
        resolve()
      }
      whenSeen()
    }),

  cycle: async ({ mounting, milestone, staysMounted = false, forgotten }, times) => {
    for (let time = 0; time < times; time += 1) {
      bench.mount(mounting)
      // What it followed before does not count.
      seen = null
      await bench.reaches(milestone)
      if (!staysMounted) bench.unmount()
      if (forgotten !== undefined) forget[forgotten]()
    }
    bench.unmount()
  },

  hasCore: () => counting,
  holdings: async () => ({ ...(await lent()), sessions: sessions.size }),
  wasmBytesTouched,
}

function nextSession({ sessionIds = [] }: Mounting): string {
  mountings += 1
  return sessionIds[mountings % sessionIds.length] ?? `session-${mountings}`
}

function isAt(
  { status, connection }: UseTranscriptionStatusResult,
  milestone: Milestone,
  sequence: number,
): boolean {
  if (milestone === 'mounted') return true
  if (connection.state !== milestone) return false
  return milestone !== 'open' || (status !== null && status.sequence >= sequence)
}

;(window as unknown as BenchWindow).bench = bench
