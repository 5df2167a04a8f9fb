import type { Policy } from 'transcription-status-sse'

const prefix = 'policy.'

/**
 * The connection policy that the address asks for, as in `?policy.pollIntervalMs=200`.
 *
 * Nothing is checked here: the package knows its options and says which one is wrong.
 */
export function policyFromQuery(query: string): Partial<Policy> {
  const entries = policyEntries(query).map(([key, value]) => [
    key.slice(prefix.length),
    value.trim() === '' ? Number.NaN : Number(value),
  ])
  return Object.fromEntries(entries) as Partial<Policy>
}

/** The package names the setting that it does not accept, first of all. */
export const isPolicyError = ({ message }: Error): boolean => message.startsWith(prefix)

/** The part of the query that holds the policy, to carry it along to the next page. */
export function policyQuery(query: string): string {
  const kept = new URLSearchParams(policyEntries(query)).toString()
  return kept === '' ? '' : `?${kept}`
}

function policyEntries(query: string): [string, string][] {
  return [...new URLSearchParams(query)].filter(([key]) => key.startsWith(prefix))
}
