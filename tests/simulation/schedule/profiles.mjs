/** How often what goes wrong: seldom, as in the field, or one thing after another. */

/** Milliseconds; after the last fault, everything that was lost must be found again within it. */
export const TAIL_MS = 75_000

/** What may go wrong outside, and how likely each beside the others; how often is another matter. */
const OUTSIDE = {
  lengthMs: (chance) => (chance.is(0.01) ? 3_600_000 : chance.skewed(120_000, 900_000)),
  actionCalmMs: (chance) => chance.wait(1_440_000),
  conditions: {
    slow: 15,
    resets: 20,
    refused: 4,
    'half-open': 5,
    'lost-connections': 4,
    stall: 15,
    buffering: 1,
    unavailable: 6,
    'streams-refused': 1,
    forbidden: 0.3,
    captive: 0.5,
    flapping: 1,
    'planned-closes': 8,
    'ended-early': 0.1,
    deploy: 12,
    'state-lost': 1,
    disorder: 2,
    garbage: 1,
  },
  /** 'auto': in a browser that has no EventSource. */
  transports: { eventsource: 60, fetch: 37, polling: 1, auto: 2 },
  episodes: { offline: 20, 'false-offline': 2, hidden: 50, sleep: 20, 'clock-step': 3 },
  actions: { retry: 10, join: 20, remount: 20, absence: 10, dispose: 5 },
}

const HOUR_MS = 3_600_000

/** So many faults an hour, half of them of the network, half of the device. */
const outside = (faults) => ({
  ...OUTSIDE,
  conditionCalmMs: (chance) => chance.wait((2 * HOUR_MS) / faults),
  episodeCalmMs: (chance) => chance.wait((2 * HOUR_MS) / faults),
})

/**
 * `conditions`, `transports`, `episodes`, `actions`: how often which kind comes, relative to the others.
 * `calmMs`: between two of them; `lengthMs`: of the session, before the tail.
 */
export const PROFILES = {
  calm: outside(2),
  field: outside(5),
  storm: {
    lengthMs: (chance) => chance.between(60_000, 240_000),
    conditionCalmMs: (chance) => chance.skewed(50, 20_000),
    episodeCalmMs: (chance) => chance.skewed(500, 200_000),
    actionCalmMs: (chance) => chance.skewed(500, 200_000),
    conditions: {
      slow: 5,
      resets: 8,
      refused: 8,
      'half-open': 8,
      'lost-connections': 6,
      stall: 6,
      buffering: 5,
      unavailable: 12,
      'streams-refused': 5,
      forbidden: 4,
      captive: 5,
      flapping: 8,
      'planned-closes': 8,
      'ended-early': 3,
      deploy: 6,
      'state-lost': 6,
      disorder: 8,
      garbage: 8,
    },
    transports: { eventsource: 42, fetch: 42, polling: 8, auto: 8 },
    episodes: { offline: 20, 'false-offline': 6, hidden: 25, sleep: 20, 'clock-step': 8 },
    actions: { retry: 30, join: 20, remount: 20, absence: 15, dispose: 8 },
  },
}
