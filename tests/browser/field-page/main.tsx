import { StrictMode, useEffect, useLayoutEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import {
  useTranscriptionStatusSSE,
  type UseTranscriptionStatusOptions,
  type UseTranscriptionStatusResult,
} from 'transcription-status-sse'
import type { Field, FieldWindow, Setup, Sighting } from './field'

const field: Field = {
  sightings: [],
  mounts: 0,
  renewals: 0,
  change: () => undefined,
  retry: () => undefined,
}
;(window as unknown as FieldWindow).field = field

/** Shows what the hook gives as text, and lets the test see and change it. */
function FieldPage({ setup }: { setup: Setup }) {
  const { sessionId, enabled = true, transport = 'auto', policy = {} } = setup
  const options = { enabled, transport, policy, ...credentialsOf(setup) }
  const result = useTranscriptionStatusSSE(sessionId, options)
  const sighting = sightingOf(result)

  useEffect(() => {
    field.mounts += 1
  }, [])
  useLayoutEffect(() => {
    field.retry = result.retry
    if (JSON.stringify(sighting) !== JSON.stringify(field.sightings.at(-1))) {
      field.sightings.push(sighting)
    }
  })
  return (
    <dl>
      {Object.entries(sighting).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-testid={name}>{String(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

function credentialsOf({
  tokens,
  canRenew,
}: Setup): Pick<UseTranscriptionStatusOptions, 'headers' | 'refreshAuth'> {
  if (tokens === undefined) return {}
  const headers = (): Record<string, string> => {
    const token = tokens[Math.min(field.renewals, tokens.length - 1)] ?? ''
    return { authorization: `Bearer ${token}` }
  }
  const refreshAuth = (): Promise<void> => {
    field.renewals += 1
    return Promise.resolve()
  }
  return canRenew === true ? { headers, refreshAuth } : { headers }
}

function sightingOf({ status, connection, error }: UseTranscriptionStatusResult): Sighting {
  return {
    state: connection.state,
    mode: connection.mode,
    fallbackReason: connection.fallbackReason,
    nextAttemptAt: connection.nextAttemptAt,
    isStale: connection.isStale,
    session: status?.session_id ?? '',
    epoch: status?.epoch ?? '',
    sequence: status?.sequence ?? 0,
    attempt: status?.attempt ?? 0,
    status: status?.status ?? '',
    progress: status?.progress ?? 0,
    message: status?.message ?? '',
    error: error?.code ?? '',
    httpStatus: error?.httpStatus ?? 0,
  }
}

const query = new URLSearchParams(location.search)
const given = JSON.parse(query.get('setup') ?? '{}') as Setup

function Page() {
  const [setup, setSetup] = useState(given)
  useEffect(() => {
    field.change = (changes) => setSetup((before) => ({ ...before, ...changes }))
  }, [])
  return <FieldPage setup={setup} />
}

const container = document.getElementById('page')
if (container === null) throw new Error('Expected an element with the id "page" in index.html.')
// React mounts twice only what is strict from the root.
createRoot(container).render(
  given.isStrict === true ? (
    <StrictMode>
      <Page />
    </StrictMode>
  ) : (
    <Page />
  ),
)
