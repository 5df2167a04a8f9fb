import type { Measure } from '../../../admin/api/answers'

/** What was promised and what came of it: latency, savings, the comparison, use. */
export const figures = {
  overview: {
    title: 'Now, and what was promised',
    streams: 'Streams open now',
    streamsOf: (sessions: string, n: number): string =>
      `of ${sessions} ${n === 1 ? 'session' : 'sessions'}`,
    polling: 'Sessions polling now',
    pollingHint: 'Asked within the last 10 s, without a stream',
    met: 'Met',
    missed: 'Not met',
    unknown: 'No figures yet',
    promises: {
      latency: {
        title: '95% of updates received within',
        promise: 'Promised: under 100 ms',
        detail: (share: string, updates: string, n: number): string =>
          `${share} of ${updates} ${n === 1 ? 'update' : 'updates'} within 100 ms, from publication to the client, by the reports of those who had streams only`,
        sent: (p95: string, updates: string, n: number): string =>
          `Until the service had handed them to a stream’s socket: ${p95}, of ${updates} ${n === 1 ? 'update' : 'updates'}`,
      },
      requests: {
        title: 'Requests for each session',
        promise: 'Promised: fewer than 5',
        detail: (polling: string): string => `Polling every 3 s would have taken ${polling}`,
      },
      bandwidth: {
        title: 'Bandwidth saved',
        promise: 'Promised: 80% less than polling',
        detail: (without: string): string =>
          `Against polling with ETag and 304, as ours polls; ${without} against polling without`,
      },
      connected: {
        title: 'Time connected',
        promise: 'Promised: more than 99.5%',
        detail: (reports: string, n: number): string =>
          `By the reports of ${reports} ${n === 1 ? 'connection' : 'connections'}`,
      },
    },
    totals: {
      title: 'In this period',
      sessions: 'Sessions watched',
      attempts: 'Requests for streams',
      streams_refused: 'Streams refused',
      reconnects: 'Reconnects',
      polls: 'Polls',
      polls_refused: 'Polls refused',
      updates: 'Updates sent on streams',
      conflated: 'Replaced by newer ones',
    },
  },

  latency: {
    title: 'Latency',
    lead: 'From the publication of an update: until the service handed it to the stream’s socket, and until the client had it, over a stream or by polling.',
    sent: 'As the service sent them',
    received: 'As clients received them',
    summary: 'Latency in figures',
    whose: 'Measured',
    updates: 'Updates',
    share: 'Within 100 ms',
    p50: 'Half within',
    p95: '95% within',
    p99: '99% within',
    overTime: (whose: string): string => `${whose}, over time`,
    overTimeUnit: 'Milliseconds, logarithmic; dashed: 100 ms',
    histogram: (whose: string): string => `${whose}, by how late`,
    histogramUnit: 'Updates, by milliseconds at most',
    limit: '100 ms',
    upTo: (bound: string): string => `≤ ${bound}`,
    between: (low: string, high: string): string => `${low}–${high}`,
    over: (bound: string): string => `> ${bound}`,
    late: 'Milliseconds',
    emptySent: 'No update was sent on a stream.',
    emptyReceived: 'No client has reported on updates.',
  },

  savings: {
    title: 'Saved against polling',
    lead: (sessions: string, n: number): string =>
      `What the streams of ${sessions} ${n === 1 ? 'session' : 'sessions'} cost, and what polling every 3 s in their place would have cost.`,
    requests: 'Requests for each session',
    requestsUnit: 'Mean',
    bytes: 'Bytes for each session',
    bytesUnit: 'Mean, of requests and answers',
    streams: 'Streams, as they were',
    polling: 'Polling with ETag and 304',
    pollingPlain: 'Polling without ETag',
    what: 'What',
    requestsSaved: (share: string): string => `${share} fewer requests`,
    requestsMore: (share: string): string => `${share} more requests`,
    bytesSaved: (share: string): string => `${share} fewer bytes than polling with ETag and 304`,
    bytesMore: (share: string): string => `${share} more bytes than polling with ETag and 304`,
    fair: 'The fair comparison: the client asks with an ETag, as ours does, and gets a status only when it has changed.',
    plainSaved: (share: string): string => `${share} fewer bytes than polling without ETag`,
    plainMore: (share: string): string => `${share} more bytes than polling without ETag`,
    plain:
      'Looks better for streams: each answer would carry a status, changed or not. Ours does not poll so.',
    besides: 'Really polled',
    sessions: 'Sessions',
    requestsEach: 'Requests each',
    bytesEach: 'Bytes each',
    byChoice: 'Without a stream, by choice',
    refused: 'Because streams were refused',
    lost: (streams: string): string =>
      `Streams lost with their process, which are on neither side: ${streams}.`,
    empty: 'As soon as a stream has ended, its cost is compared here.',
  },

  experiment: {
    title: 'A/B: streams against polling',
    lead: (name: string, percent: string): string =>
      `Experiment “${name}”: ${percent} of users get pages that only poll. Values are means of users, of sessions whose jobs have ended.`,
    off: 'No user is in the polling arm: set EXPERIMENT_POLLING_PERCENT to compare.',
    arms: 'Arms',
    users: 'Users',
    sessions: 'Sessions compared',
    leftOut: 'Sessions left out',
    difference: 'Difference, with 95% interval',
    measures: {
      share_within_100_ms: 'Updates within 100 ms',
      requests: 'Requests a session',
      bytes: 'Bytes a session',
      uptime_ratio: 'Time connected',
      watched_to_the_end: 'Watched to the end',
      failures: 'Failures a session',
    } as Record<Measure, string>,
    better: 'Streams are better',
    worse: 'Streams are worse',
    even: 'No clear difference',
    few: (users: string): string =>
      `Too few users for an interval: 30 are needed in each arm, one has ${users}.`,
    alike: 'No interval: all users of an arm have the same value.',
    caution:
      'Of six intervals, about one experiment in four shows a difference where there is none.',
    usersLeftOut: (users: string): string => `Users left out, who were in both arms: ${users}.`,
    zero: 'no difference',
    points: (points: string): string => `${points} points`,
    interval: (low: string, high: string): string => `${low} to ${high}`,
    empty: 'Sessions whose jobs have ended are compared here.',
  },

  engagement: {
    title: 'Engagement',
    created: 'Recordings uploaded',
    watched: 'Sessions watched',
    toTheEnd: 'Watched to the end',
    median: 'Median time watched',
    mean: (mean: string): string => `${mean} on average`,
    users: 'Active users',
    returning: (users: string): string => `${users} of them on two days or more`,
    plot: 'Use by day',
    unit: 'Each day in UTC.',
    parts: 'Pale: only a part of the day is in the period.',
    partOf: (day: string): string => `${day}, in part`,
    day: 'Day',
    activeUsers: 'Active users',
    share: (share: string): string => `${share} of those watched`,
    empty: 'Uploads, watchers and users are counted by day here.',
  },
}
