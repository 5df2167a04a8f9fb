import { ask, request } from '../api/ask'

/** The ways to misbehave that the page offers, by the name of their texts. */
export type FaultName = 'cut' | 'swallow' | 'slow' | 'unavailable' | 'silence' | 'restart'

/** A fault in the service's words; demo-web/server/README.md has them all. */
type Fault = { kind: string } & Record<string, string | number>

export const faults: Record<FaultName, Fault> = {
  cut: { kind: 'hello_then_die', hello: 'heartbeat' },
  swallow: { kind: 'swallow' },
  slow: { kind: 'slow', delay_s: 5 },
  unavailable: { kind: 'refuse', status: 503, retry_after_s: 10, target: 'both' },
  silence: { kind: 'beats_then_silence' },
  restart: { kind: 'restart', down_s: 5 },
}

export const restartMs = 5_000

const url = (sessionId: string): string => `/api/v1/demo/faults/${encodeURIComponent(sessionId)}`

/** What is switched on: a name, null for nothing, `other` for what the page does not offer. */
export async function readFault(
  sessionId: string,
  signal: AbortSignal,
): Promise<FaultName | 'other' | null> {
  const { fault } = await ask<{ fault: Fault | null }>(url(sessionId), { signal })
  if (fault === null) return null
  const names = Object.keys(faults) as FaultName[]
  return names.find((name) => faults[name].kind === fault.kind) ?? 'other'
}

export async function switchOn(sessionId: string, name: FaultName): Promise<void> {
  await request(url(sessionId), {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(faults[name]),
  })
}

export async function switchOff(sessionId: string): Promise<void> {
  await request(url(sessionId), { method: 'DELETE' })
}
