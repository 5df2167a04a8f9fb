/** Nothing is waited for that policy can shorten: a second for what takes half a minute. */
export const swift = {
  backoffBaseMs: 40,
  connectTimeoutMs: 700,
  pollIntervalMs: 200,
  probeIntervalMs: 700,
  lingerMs: 50,
} as const

/** For scenarios that count streams: no probe comes before they are over. */
export const withoutProbes = { ...swift, probeIntervalMs: 3_600_000 } as const
