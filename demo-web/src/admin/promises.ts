import type { Overview } from './api/answers'

const inTimeMs = 100
const fewRequests = 5
const bytesRatio = 0.2
const connectedRatio = 0.995

/** Whether what the product stands for was so; null where there are no figures. */
export function promisesOf({ received_on_streams: received, savings, uptime }: Overview): {
  latency: boolean | null
  requests: boolean | null
  bandwidth: boolean | null
  connected: boolean | null
} {
  return {
    // By those who waited for updates: that the service was quick to send them is not enough.
    latency: judged(received?.p95_ms ?? null, (p95) => p95 < inTimeMs),
    requests: judged(savings.actual.requests_per_session, (requests) => requests < fewRequests),
    // The stricter of the two figures: what our own client's polling would have cost.
    bandwidth: judged(savings.bytes_ratio, (ratio) => ratio <= bytesRatio),
    connected: judged(uptime.uptime_ratio, (ratio) => ratio > connectedRatio),
  }
}

const judged = (value: number | null, isMet: (value: number) => boolean): boolean | null =>
  value === null ? null : isMet(value)
