/** One schedule from its beginning to its end. */
import { load } from '../node/support/dist.mjs'
import { INVARIANTS } from './invariants/index.mjs'
import { drawSchedule } from './schedule/schedule.mjs'
import { World } from './world/world.mjs'

// The store loads it when a session needs it: now, so that no run waits for a file.
await load('credentials.js')

/**
 * `{ world, violation }`; the violation is what went wrong first, or null.
 *
 * @param options.watchers functions of the world that give one more watcher each
 * @param options.invariants those that are watched; all of them, unless a test wants one alone
 * @param options.broken what a test breaks, see World
 */
export async function runSchedule(seed, profile, core, options = {}) {
  const { watchers = [], invariants = INVARIANTS, broken } = options
  const world = new World(drawSchedule(seed, profile), core, broken)
  for (const watcher of watchers) world.facts.add(watcher(world))
  for (const Invariant of invariants) world.facts.add(new Invariant(world))
  const rejected = (reason) => world.fail('S10', `rejected: ${reason?.stack ?? reason}`)
  process.on('unhandledRejection', rejected)
  const violation = await world.run()
  process.off('unhandledRejection', rejected)
  return { world, violation }
}
