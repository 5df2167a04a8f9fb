import type { Cause, Failures, Measure, Transport } from '../../admin/api/answers'
import type { Span } from '../../admin/period'

/** What the administrators' pages say. Figures come written in the page's locale. */
export const admin = {
  title: 'Connections',
  lead: 'How the connections of all users are.',
  pageTitle: (page: string): string => `${page} · Administration`,
  loadingPage: 'Loading the page…',

  signIn: {
    title: 'For administrators',
    lead: 'Show the administration key of this service to see how all connections are.',
    key: 'Administration key',
    where:
      'It is what ADMIN_KEY is set to, or else in the file admin-key of the service’s data folder.',
    submit: 'Sign in',
    submitting: 'Signing in…',
    missing: 'Enter the key first.',
    wrong: {
      title: 'This is not the key of this service.',
      detail: 'Check that it is whole and without blanks, then try again.',
    },
    signOut: 'Sign out',
  },

  refusal: {
    unanswered: {
      title: 'The service does not answer.',
      detail: 'Check that it runs and that you are online, then try again.',
    },
    expired: {
      title: 'Your visit has expired.',
      detail: 'Reload this page, then sign in.',
    },
    busy: (seconds: string | null): { title: string; detail: string } => ({
      title: 'Too many tries from this address.',
      detail: seconds === null ? 'Try again in a moment.' : `Try again in ${seconds}.`,
    }),
    unavailable: (seconds: string | null): { title: string; detail: string } => ({
      title: 'The service cannot answer now.',
      detail: `It is being stopped, or cannot reach its store. ${
        seconds === null ? 'Try again in a moment.' : `Try again in ${seconds}.`
      }`,
    }),
    period: {
      title: 'This period cannot be looked at.',
      detail:
        'Choose one that begins in the past, ends after its beginning, and is at most 366 days long.',
    },
    unknown: {
      title: 'There is no such session.',
      detail: 'It may have been removed, or the address is mistyped.',
    },
    other: (status: number): { title: string; detail: string } => ({
      title: 'The service could not answer this.',
      detail: `It answered with code ${status}. Try again in a moment.`,
    }),
    tryAgain: 'Try again',
    reload: 'Reload the page',
  },

  period: {
    label: 'Period',
    spans: { hour: 'Last hour', day: 'Last day', week: '7 days', month: '30 days' } as Record<
      Span,
      string
    >,
    own: 'Own range',
    from: 'From',
    to: 'To',
    show: 'Show',
    backwards: 'The end must come after the beginning.',
    incomplete: 'Enter both a beginning and an end.',
  },

  renewal: {
    reload: 'Reload',
    automatic: 'Renew the overview by itself',
    loading: 'Loading the figures…',
    loaded: 'The figures are up to date.',
  },

  section: {
    waiting: 'Loading…',
    renewing: 'renewing…',
    old: 'still of the period before',
    asOf: (time: string, ago: string): string => `As of ${time}, ${ago}`,
  },

  empty: {
    title: 'Nobody was connected in this period.',
    detail:
      'As soon as somebody watches a transcription, this page shows who is connected, how fast updates arrive, what fails and why, and what streams save. Choose a longer period, or make a connection of your own:',
    make: 'Transcribe a sample',
  },

  plot: {
    table: 'Show as a table',
    time: 'Time',
  },

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

  connections: {
    title: 'Connections over time',
    lead: 'How many there were at a time, on average. A poll stands for the 3 s until the next.',
    plot: 'Connections at a time, by transport',
    unit: (bucket: string): string => `Averages over ${bucket}`,
    streams: 'Streams',
    polling: 'Polling',
    opened: 'Streams opened',
    reconnects: 'Reconnects',
    refused: 'Streams refused',
    polls: 'Polls',
    empty: 'Streams and polls will be drawn here, one above the other.',
  },

  stability: {
    title: 'Stability of each session',
    lead: 'A break is a stream that nobody wanted to end, and whose client came back.',
    order: 'Order',
    orders: { worst: 'Least stable first', newest: 'Newest first' },
    table: 'Sessions',
    session: 'Session',
    last: 'Last seen',
    watched: 'Watched',
    streams: 'Streams',
    breaks: 'Breaks',
    reconnects: 'Reconnects',
    refusals: 'Refused',
    polls: 'Polls',
    uptime: 'Connected',
    notes: 'Remarks',
    open: 'Open now',
    flapping: 'Flapping',
    fallback: 'Fell back to polling',
    shown: (first: string, last: string, total: string): string => `${first}–${last} of ${total}`,
    pages: 'Pages of sessions',
    previous: 'Previous',
    next: 'Next',
    empty: 'Each session that is watched gets a row here.',
  },

  failures: {
    title: 'Failures by cause',
    reported: 'What clients report',
    reportedUnit: 'Failed attempts',
    causes: {
      error: 'Stream broke or could not be had',
      refused: 'Stream was refused',
      connect_timeout: 'Stream did not open in time',
      silence: 'Stream brought nothing for too long',
      died_young: 'Stream ended at once',
      status: 'Request for the status failed',
    } as Record<keyof Failures, string>,
    times: 'Times',
    ends: 'Streams that ended unannounced',
    endsUnit: 'Streams',
    breaks: (breaks: string): string =>
      `Breaks, after which the client came back: ${breaks}. The rest may have been left on purpose.`,
    refusals: 'Requests that the service refused',
    transport: 'Transport',
    answer: 'Answer',
    sessions: 'Sessions',
    last: 'Last',
    noReports: 'No client has reported a failure.',
    noEnds: 'No stream ended unannounced.',
    noRefusals: 'No request was refused.',
  },

  transports: { sse: 'Stream', polling: 'Polling' } as Record<Transport, string>,

  /** What a connection does. */
  states: {
    idle: 'not begun',
    connecting: 'connecting',
    open: 'stream open',
    backoff: 'waiting to reconnect',
    polling: 'polling',
    suspended: 'offline or out of sight',
    closed: 'ended',
    failed: 'given up',
  } as Record<string, string>,

  /** When a client reports. */
  occasions: {
    ended: 'at its end',
    hidden: 'when the page was left',
  } as Record<string, string>,

  /** Why a client polls. */
  fallbackReasons: {
    unsupported: 'the browser knows no streams',
    requested: 'the page asked for polling',
    error: 'streams broke or could not be had',
    refused: 'streams were refused',
    'connect-timeout': 'streams did not open in time',
    silence: 'streams brought nothing for too long',
    'died-young': 'streams ended at once',
  } as Record<string, string>,

  /** How a stream ended. */
  departures: {
    completed: 'Job completed',
    failed: 'Job failed',
    cancelled: 'Job cancelled',
    idle: 'Closed as idle',
    shutdown: 'Service restarted',
    expired: 'Its time was over',
    replaced: 'Replaced by a newer one',
    left: 'Client went away',
    stuck: 'Client took no bytes',
    error: 'Fault of the service',
    process_lost: 'Process was lost',
    unknown: 'Not known',
  } as Record<Cause, string>,

  reconnections: {
    title: 'Reconnections',
    lead: 'Streams of clients that had one before, by how that had ended.',
    plot: 'Reconnects, by cause',
    unit: (bucket: string): string => `Counted over ${bucket}`,
    others: 'Other causes',
    storms: 'Storms',
    stormsLead: 'Ten sessions or more, and a fifth of those connected, came back within 10 s.',
    noStorms: 'No storm.',
    from: 'From',
    took: 'Took',
    sessions: 'Sessions',
    reconnects: 'Reconnects',
    cause: 'Cause of most',
    flapping: 'Flapping sessions',
    flappingLead:
      'Reconnected four times or more within 5 minutes, though the service had not wanted it.',
    noFlapping: 'No session flaps.',
    session: 'Session',
    most: 'Most within 5 min',
    last: 'Last',
    told: (told: string, total: string): string => `${told} of ${total} are listed.`,
    empty: 'No client had to come back.',
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

  session: {
    title: 'Session',
    back: 'All connections',
    never: 'Nobody has watched this session.',
    neverDetail: 'It was uploaded, but no stream was opened and its status was not asked for.',
    summary: 'In short',
    first: 'First seen',
    last: 'Last seen',
    user: 'User',
    arm: 'Arm',
    now: 'Now',
    open: 'A stream is open',
    closed: 'No stream is open',
    sse: 'Watched by stream',
    polling: 'Watched by polling',
    state: 'Client’s last word',
    fallback: 'Fallback because of',
    timeline: 'Streams and polls over time',
    timelineUnit: 'Each bar is a stream, from its opening to its end',
    endedAsPlanned: 'Stream that ended as planned',
    endedUnannounced: 'Stream that ended unannounced',
    streams: 'Streams',
    opened: 'Opened',
    lasted: 'Lasted',
    ended: 'Ended',
    stillOpen: 'Open',
    updates: 'Updates',
    conflated: 'Replaced',
    bytes: 'Bytes',
    resumed: 'Came back',
    refusals: 'Refusals',
    refusedAt: 'Minute',
    times: 'Times',
    polls: 'Polls',
    minute: 'Minute',
    requests: 'Requests',
    unchanged: 'Unchanged (304)',
    reports: 'Clients’ reports',
    connection: 'Connection',
    reportedAt: 'Newest at',
    mode: 'Mode',
    connected: 'Connected',
    failures: 'Failures',
    none: 'None.',
    newest: (shown: string, total: string): string => `The newest ${shown} of ${total}.`,
    yes: 'yes',
    no: 'no',
    unknown: '–',
  },
}

export type AdminMessages = typeof admin
