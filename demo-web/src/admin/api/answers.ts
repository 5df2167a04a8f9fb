/** What `/api/v1/admin/…` answers; what each figure counts is said in the service's models. */

export interface PeriodBody {
  since: string
  /** Not included. */
  until: string
}

interface OfPeriod {
  period: PeriodBody
}

/** A point for each bucket of `bucket_s` seconds. */
interface OverTime<Point> extends OfPeriod {
  bucket_s: number
  series: (Point & { at: string })[]
}

export interface Lateness {
  updates: number
  share_within_100_ms: number | null
  p50_ms: number | null
  p95_ms: number | null
  p99_ms: number | null
}

export interface Failures {
  error: number
  refused: number
  connect_timeout: number
  silence: number
  died_young: number
  status: number
}

interface Uptime {
  reports: number
  uptime_ratio: number | null
  failures: Failures
}

export interface Cost {
  requests: number
  bytes: number
  requests_per_session: number | null
  bytes_per_session: number | null
}

export interface Savings {
  poll_every_s: number
  sessions: number
  streams_lost: number
  actual: Cost
  polling: Cost
  requests_ratio: number | null
  bytes_ratio: number | null
  polling_bytes_without_304: number
  bytes_ratio_without_304: number | null
  polling_sessions: number
  polling_actual: Cost
  refused_sessions: number
  refused_actual: Cost
}

export interface Overview extends OfPeriod {
  now: { at: string; streams: number; sse_sessions: number; polling_sessions: number }
  sessions: number
  attempts: number
  streams_refused: number
  polls: number
  polls_refused: number
  reconnects: number
  updates: number
  conflated: number
  /** Until the service handed updates to a stream's socket. */
  latency: Lateness
  /** Until clients had them over streams, by their reports; services before this left it out. */
  received_on_streams?: Lateness
  uptime: Uptime
  savings: Savings
}

export type Departure =
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'idle'
  | 'shutdown'
  | 'expired'
  | 'replaced'
  | 'left'
  | 'stuck'
  | 'error'
  | 'process_lost'

export type Transport = 'sse' | 'polling'

export type Connections = OverTime<{
  streams_mean: number
  polling_mean: number
  streams_opened: number
  reconnects: number
  streams_refused: number
  polls: number
}>

export type Order = 'worst' | 'newest'

export interface SessionStability {
  session_id: string
  user_id: string | null
  arm: Transport | null
  first_at: string
  last_at: string
  is_open: boolean
  streams: number
  breaks: number
  reconnects: number
  refusals: number
  polls: number
  watched_s: number
  sse_s: number
  polling_s: number
  reports: number
  uptime_ratio: number | null
  failures: Failures
  state: string | null
  mode: string | null
  fallback_reason: string | null
  is_flapping: boolean
}

export interface StabilityPage extends OfPeriod {
  total: number
  sessions: SessionStability[]
}

export interface FailuresByCause extends OfPeriod {
  refusals: {
    transport: Transport
    http_status: number
    code: string
    times: number
    sessions: number
    last_at: string
  }[]
  ends: { reason: Departure; streams: number; sessions: number; last_at: string }[]
  breaks: number
  reported: Uptime
}

/** How the stream before had ended, where that is known. */
export type Cause = Departure | 'unknown'

export interface Reconnections extends OverTime<{ causes: Partial<Record<Cause, number>> }> {
  reconnects: number
  causes: Partial<Record<Cause, number>>
  storms: {
    total: number
    told: {
      from: string
      to: string
      sessions: number
      reconnects: number
      cause: Departure | null
    }[]
  }
  flapping: {
    total: number
    told: {
      session_id: string
      reconnects: number
      most_within_5_minutes: number
      last_at: string
    }[]
  }
}

export interface Distribution extends Lateness {
  /** By upper bound; null: beyond the last. */
  histogram: { up_to_ms: number | null; updates: number }[]
  series: (Lateness & { at: string })[]
}

export interface Latency extends OfPeriod {
  bucket_s: number
  sent: Distribution
  received: Distribution
}

export interface Engagement extends OfPeriod {
  created: number
  watched: number
  watched_to_the_end: number
  mean_watched_s: number | null
  median_watched_s: number | null
  active_users: number
  returning_users: number
  days: { day: string; created: number; watched: number; active_users: number }[]
}

interface Mean {
  users: number
  mean: number | null
}

export interface Difference {
  sse: Mean
  polling: Mean
  difference: number | null
  interval: { low: number; high: number } | null
}

export const measures = [
  'share_within_100_ms',
  'requests',
  'bytes',
  'uptime_ratio',
  'watched_to_the_end',
  'failures',
] as const

export type Measure = (typeof measures)[number]

export interface Comparison extends OfPeriod {
  name: string
  polling_percent: number
  arms: Record<
    Transport,
    {
      users: number
      sessions: number
      sessions_left_out: number
      sessions_of_unknown_cost: number
    }
  >
  users_left_out: number
  measures: Record<Measure, Difference>
}

export interface SessionHistory {
  session_id: string
  stability: SessionStability | null
  totals: { streams: number; refusals: number; polls: number; reports: number }
  streams: {
    id: string
    opened_at: string
    closed_at: string | null
    reason: Departure | null
    is_resumed: boolean
    updates: number
    conflated: number
    bytes: number
  }[]
  refusals: {
    minute: string
    transport: Transport
    http_status: number
    code: string
    times: number
    bytes: number
    last_at: string
  }[]
  polls: {
    minute: string
    requests: number
    unchanged: number
    bytes: number
    first_at: string
    last_at: string
  }[]
  reports: {
    connection_id: string
    number: number
    first_at: string
    last_at: string
    reason: string
    state: string
    mode: string | null
    fallback_reason: string | null
    metrics: {
      requests: number
      bytes: number
      updates: number
      uptimeRatio: number
      failures: Record<string, number>
    }
  }[]
}
