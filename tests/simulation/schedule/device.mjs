/** What befalls the page and its machine. Each kind draws what it needs; lengths in milliseconds. */

const seconds = (chance, low, high) => chance.skewed(low * 1_000, high * 1_000)

/** What the server or the way did with connections of a machine that slept. */
const AFTER_SLEEP = { vanish: 60, breakOff: 25, keep: 15 }

const KINDS = {
  /** The network is gone, and the browser says so, sooner or later. */
  offline: (chance) => ({
    length: seconds(chance, 1, 60),
    cutsOff: true,
    lagMs: chance.is(0.5) ? 0 : chance.between(0, 4_000),
  }),

  /** The browser is wrong: everything works. */
  'false-offline': (chance) => ({ length: seconds(chance, 1, 30), cutsOff: false, lagMs: 0 }),

  hidden: (chance) => ({ length: seconds(chance, 1, 240), isHidden: true }),

  sleep: (chance) => ({
    length: seconds(chance, 10, 1_800),
    sleep: {
      standsStill: chance.is(0.5),
      isFrozen: chance.is(0.3),
      isHidden: chance.is(0.4),
      after: chance.weighted(AFTER_SLEEP),
    },
  }),

  'clock-step': (chance) => ({
    length: 0,
    stepMs: chance.of([-1, 1]) * chance.skewed(100, 86_400_000),
  }),
}

export const EPISODES = Object.keys(KINDS)

export const episode = (kind, chance) => ({ kind, ...KINDS[kind](chance) })
