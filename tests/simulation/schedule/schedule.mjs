/** Everything that is going to happen in a run, drawn from its seed before it begins. */
import { Chance } from '../chance.mjs'
import { condition, WELL } from './conditions.mjs'
import { episode } from './device.mjs'
import { drawJob, textOf } from './job.mjs'
import { PROFILES, TAIL_MS } from './profiles.mjs'

/** What a machine that wakes up has to catch up with is over then. */
const SETTLING_MS = 100

/**
 * `{ conditions, episodes, actions }` with their moments `at`, milliseconds from the beginning;
 * `wellAt`: from then on nothing is wrong any more; `endsAt`; the job; and how the app is set up.
 */
export function drawSchedule(seed, profile) {
  const chance = new Chance(seed)
  const how = PROFILES[profile]
  const until = how.lengthMs(chance)
  const conditions = track(chance, until, how.conditionCalmMs, () =>
    condition(chance.weighted(how.conditions), chance),
  )
  const episodes = track(chance, until, how.episodeCalmMs, () =>
    episode(chance.weighted(how.episodes), chance),
  )
  const actions = track(chance, until, how.actionCalmMs, () => ({
    kind: chance.weighted(how.actions),
    length: chance.skewed(20, 20_000),
  }))
  const ends = [...conditions, ...episodes, ...actions].map(
    ({ at, length, lagMs = 0 }) => at + length + lagMs,
  )
  const wellAt = Math.max(until / 2, ...ends) + SETTLING_MS
  const endsAt = wellAt + TAIL_MS
  const losses = conditions.filter(({ losesState }) => losesState).map(({ at }) => at)
  return {
    seed,
    profile,
    conditions,
    episodes,
    actions,
    wellAt,
    endsAt,
    job: drawJob(chance.branch(), endsAt, losses),
    ...drawApp(chance, how.transports),
    chance: chance.branch(),
  }
}

/** One thing after another, with calm between. */
function track(chance, until, calmMs, draw) {
  const found = []
  for (let at = calmMs(chance); at < until; at += calmMs(chance)) {
    const next = { at, ...draw() }
    found.push(next)
    at += next.length + (next.lagMs ?? 0)
  }
  return found
}

/** How the app uses the package, and what its browser can do. */
function drawApp(chance, transports) {
  const transport = chance.weighted(transports)
  // So that a frame that is too large need not be a megabyte.
  const policy = { maxFrameBytes: 16_384 }
  const isKnown = chance.is(0.03)
  return {
    options: { transport, policy },
    signsIn: transport === 'fetch' && chance.is(0.5),
    canStream: transport !== 'auto',
    coreMs: chance.is(0.9) ? 0 : chance.skewed(1, 3_000),
    coreFailures: chance.is(0.01) ? 1 : 0,
    /** Another tab knew a status already. */
    known: (server) => (isKnown ? textOf(server.newest) : ''),
  }
}

export { WELL }
