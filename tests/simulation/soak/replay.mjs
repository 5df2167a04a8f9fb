/** One run again, alone. */
import { coreOf } from '../cores.mjs'
import { measures } from '../measures/index.mjs'
import { runSchedule } from '../run-schedule.mjs'
import { Trace } from '../trace.mjs'

/** What went wrong, or null. @param tell takes each line of the trace */
export async function replay({ seed, profile, core, tell }) {
  const traces = tell === undefined ? [] : [(world) => new Trace(world, tell)]
  const watchers = [...traces, ...measures().watchers]
  const { violation } = await runSchedule(seed, profile, await coreOf(core), { watchers })
  return violation
}
