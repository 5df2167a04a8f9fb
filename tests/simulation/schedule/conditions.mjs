/**
 * What can be wrong between client and server. Each kind draws the fields in which it differs from
 * a network that is well; `length` is its duration in milliseconds.
 */

/** The network as it should be: everything a condition may change. */
export const WELL = {
  kind: 'well',
  /** One way, milliseconds. */
  latency: [15, 70],
  /** What becomes of connections attempted: 'through', 'refused', or 'void' (no answer ever). */
  path: 'through',
  /** What becomes of connections that exist when it begins: 'keep', 'reset', 'vanish', 'close'. */
  existing: 'keep',
  /** The bytes of streams wait until it has passed. */
  stalls: false,
  /** A proxy keeps all that streams say for itself. */
  swallows: false,
  /** … and withholds the headers too. */
  withholdsHeaders: false,
  /** HTTP faults: `{ of: 'stream' | 'poll' | 'both', status, retryAfterMs }`. */
  fault: null,
  /** A portal answers everything with a page of its own. */
  isCaptive: false,
  /** Streams end after so many milliseconds `[low, high]`, broken or with a planned close. */
  streamLife: null,
  /** The `close` that ends them: `{ reason, retryAfterMs, reconnect }`; null: they break. */
  close: null,
  /** Answers are held up, events are repeated, old ones come again. */
  isDisordered: false,
  /** Frames and bodies that cannot be read are among the others. */
  hasGarbage: false,
  /** The server's store lost its state: a new epoch. */
  losesState: false,
}

const UNAVAILABLE = [500, 502, 503, 504, 429, 408, 425]
const FATAL = [401, 401, 401, 403, 404, 410, 400]
const STREAMS_ONLY = [400, 406, 501, 503]

const seconds = (chance, low, high) => chance.skewed(low * 1_000, high * 1_000)

/** Retry-After counts whole seconds; often there is none. */
const retryAfter = (chance) => (chance.is(0.5) ? -1 : 1_000 * chance.whole(0, 25))

const plannedClose = (chance) => ({
  reason: chance.of(['shutdown', 'replaced', 'idle']),
  retryAfterMs: chance.is(0.2) ? null : chance.whole(0, 8_000),
})

const KINDS = {
  slow: (chance) => ({
    length: seconds(chance, 5, 60),
    latency: [400, chance.between(600, 4_500)],
  }),

  resets: (chance) => ({ length: seconds(chance, 0.1, 5), existing: 'reset' }),

  refused: (chance) => ({ length: seconds(chance, 1, 60), path: 'refused', existing: 'reset' }),

  'half-open': (chance) => ({ length: seconds(chance, 1, 90), path: 'void', existing: 'vanish' }),

  'lost-connections': (chance) => ({ length: seconds(chance, 0.1, 2), existing: 'vanish' }),

  stall: (chance) => ({ length: seconds(chance, 1, 60), stalls: true }),

  buffering: (chance) => ({
    length: seconds(chance, 20, 240),
    swallows: true,
    withholdsHeaders: chance.is(0.5),
    existing: chance.of(['reset', 'vanish']),
  }),

  unavailable: (chance) => ({
    length: seconds(chance, 2, 60),
    fault: {
      of: chance.of(['stream', 'poll', 'both']),
      status: chance.of(UNAVAILABLE),
      retryAfterMs: retryAfter(chance),
    },
    existing: chance.of(['keep', 'reset']),
  }),

  'streams-refused': (chance) => ({
    length: seconds(chance, 20, 240),
    fault: { of: 'stream', status: chance.of(STREAMS_ONLY), retryAfterMs: -1 },
    existing: 'reset',
  }),

  forbidden: (chance) => ({
    length: seconds(chance, 1, 40),
    fault: {
      of: chance.of(['stream', 'poll', 'both']),
      status: chance.of(FATAL),
      retryAfterMs: chance.is(0.1) ? retryAfter(chance) : -1,
    },
    existing: 'reset',
  }),

  captive: (chance) => ({ length: seconds(chance, 5, 90), isCaptive: true, existing: 'vanish' }),

  flapping: (chance) => ({
    length: seconds(chance, 10, 120),
    streamLife: [20, chance.between(500, 14_000)],
    existing: 'reset',
  }),

  'planned-closes': (chance) => ({
    length: seconds(chance, 0.5, 60),
    streamLife: [20, chance.between(500, 20_000)],
    close: plannedClose(chance),
    existing: 'close',
  }),

  /** The server ends streams for good, though the job goes on. */
  'ended-early': (chance) => ({
    length: seconds(chance, 0.5, 10),
    streamLife: [20, 2_000],
    close: { reason: 'idle', retryAfterMs: null, reconnect: false },
    existing: 'close',
  }),

  deploy: (chance) => ({
    length: seconds(chance, 1, 15),
    path: chance.of(['refused', 'through']),
    fault: { of: 'both', status: 503, retryAfterMs: chance.of([-1, 1_000, 2_000]) },
    close: { reason: 'shutdown', retryAfterMs: chance.whole(500, 2_000) },
    existing: chance.of(['close', 'close', 'reset']),
  }),

  'state-lost': (chance) => ({
    length: seconds(chance, 0.1, 20),
    path: chance.of(['refused', 'through', 'void']),
    existing: chance.of(['reset', 'reset', 'vanish']),
    losesState: true,
  }),

  disorder: (chance) => ({ length: seconds(chance, 5, 90), isDisordered: true }),

  garbage: (chance) => ({ length: seconds(chance, 5, 60), hasGarbage: true }),
}

export const CONDITIONS = Object.keys(KINDS)

/** A condition of this kind; its parameters and its length are drawn. */
export function condition(kind, chance) {
  return { ...WELL, kind, ...KINDS[kind](chance) }
}

/** A status asked for now would be answered. */
export const lets = {
  polls: ({ path, fault, isCaptive }) =>
    path === 'through' && !isCaptive && (fault === null || fault.of === 'stream'),
  /** A stream opened now would bring statuses. */
  streams: ({ path, fault, isCaptive, swallows, stalls }) =>
    path === 'through' &&
    !isCaptive &&
    !swallows &&
    !stalls &&
    (fault === null || fault.of === 'poll'),
}
