/** All measures of one run. */
import { Coverage } from './coverage.mjs'
import { Latency } from './latency.mjs'
import { PlainClient } from './plain-client.mjs'
import { Return } from './return.mjs'
import { Traffic } from './traffic.mjs'
import { Uptime } from './uptime.mjs'

const MEASURES = { Uptime, Traffic, Latency, Return, PlainClient, Coverage }

/** Watchers for a run, and `figures()` of what they saw. */
export function measures() {
  const kept = {}
  const watchers = Object.entries(MEASURES).map(([name, Measure]) => (world) => {
    kept[name] = new Measure(world)
    return kept[name]
  })
  const figures = () =>
    Object.fromEntries(Object.entries(kept).map(([name, measure]) => [name, measure.figures]))
  return { watchers, figures }
}
