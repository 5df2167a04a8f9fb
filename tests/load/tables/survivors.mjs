/** Of whom latencies are: only what arrives has one. */
import { NAMES, table } from '../markdown.mjs'

const SCENARIOS = ['own', 'broadcast', 'storm', 'memory', 'polling', 'peak']

/** How many streams or polls of one contestant have no latency, since they failed. */
export const failures = ({ failed = 0, dropped = 0, failedPolls = 0 }) =>
  failed + dropped + failedPolls

export function survivorsTable(scenarios) {
  const columns = {
    failed: 'failed',
    dropped: 'dropped',
    superseded: 'superseded',
    behind: 'behind',
    disorder: 'twice or too late',
    failedPolls: 'failed polls',
  }
  const rows = SCENARIOS.filter((scenario) => scenarios[scenario]).flatMap((scenario) =>
    ['ours', 'peer']
      .filter((name) => scenarios[scenario][name])
      .map((name) => [
        scenario,
        NAMES[name],
        ...Object.keys(columns).map((key) => String(scenarios[scenario][name][key] ?? '')),
      ]),
  )
  if (rows.length === 0) return []
  return [
    [
      '## Whom no latency tells of',
      table(['scenario', '', ...Object.values(columns)], rows),
      `Latencies are of what arrived. Failed: streams that never began. Dropped: that ended by themselves.
Superseded: updates in whose place a newer one came. Behind: streams without the last status.`,
    ].join('\n\n'),
  ]
}
