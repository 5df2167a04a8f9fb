/** The results as text, in Markdown. */
import { milliseconds, NAMES, table } from './markdown.mjs'
import { FULL } from './sizes.mjs'
import { churnRow, churnTable } from './tables/churn.mjs'
import { faultTable } from './tables/faults.mjs'
import { latenessTable } from './tables/lateness.mjs'
import { processTable } from './tables/processes.mjs'
import { failures, survivorsTable } from './tables/survivors.mjs'
import { TARGETS, verdict } from './targets.mjs'

const MARK = { aim: '✓✓', 'at least': '✓', missed: '✗' }

/** Everything there is to read about a run; `results` is what results.json has. */
export function report(results) {
  const parts = [head(results), targets(results.scenarios), ...survivorsTable(results.scenarios)]
  const { own, broadcast, peak, churn, memory, faults, polling, processes } = results.scenarios
  if (churn) parts.push(churnTable(churn.ours))
  if (peak || own || memory) parts.push(streamsTable({ peak, own, memory }, results.size))
  if (polling?.bare) parts.push(pollTable(polling))
  if (own || broadcast || memory) parts.push(costTable({ own, broadcast, memory }))
  if (processes) parts.push(processTable(processes.ours))
  if (faults) parts.push(faultTable(faults.ours))
  parts.push(latenessTable(results))
  return `${parts.join('\n\n')}\n`
}

function head({ date, command, machine, minutes, size, loadBefore }) {
  const { cores, processor, memoryBytes, kernel, Node, service, peer } = machine
  const listed = (versions) =>
    Object.entries(versions)
      .map((pair) => pair.join(' '))
      .join(', ')
  return [
    '# What the service bears',
    ...(size.streams >= FULL.streams ? [] : [SMALL]),
    ...(loadBefore > BUSY ? [busy(loadBefore)] : []),
    `\`${command}\`, ${date}, ${minutes.toFixed(0)} minutes. ${cores} cores (${processor}), ` +
      `${(memoryBytes / 2 ** 30).toFixed(0)} GB, Linux ${kernel}. Service: ${listed(service)}. ` +
      (peer ? `Peer: ${listed(peer)}. ` : '') +
      `Load generator: Node ${Node.slice(1)}, on the same cores.`,
  ].join('\n\n')
}

/** Who is left may be quick: a figure of those gets no good mark. */
const failed = ({ countsFailures }, of) => (countsFailures ? 0 : failures(of))

const mark = (target, { value }, of) =>
  failed(target, of) > 0 ? `✗ ${failed(target, of)} failed` : MARK[verdict(target, value)]

const besides = (target, of) => (failed(target, of) > 0 ? `, ${failed(target, of)} failed` : '')

function targets(scenarios) {
  const rows = TARGETS.filter(({ scenario }) => scenarios[scenario]).map((target) => {
    const { ours, peer } = scenarios[target.scenario]
    const mine = target.measure(ours)
    const theirs = peer && target.measure(peer)
    const ratio = theirs ? (mine.value / theirs.value).toFixed(2) : ''
    const bound = (value) => `${value.toLocaleString('en')}${target.unit}`
    return [
      target.figure,
      bound(target.least),
      bound(target.aim),
      `${mine.text} ${mark(target, mine, ours)}`,
      theirs ? theirs.text + besides(target, peer) : '',
      ratio,
    ]
  })
  if (scenarios.churn) rows.push(churnRow(scenarios.churn.ours))
  const columns = ['figure', 'at least', 'aim', 'measured', 'sse-starlette', 'ratio']
  return `${table(columns, rows)}\n\n${NOTES}`
}

/** The same figure at different numbers of streams. */
function streamsTable({ peak, own, memory }, size) {
  const row = (name, of, streams, perSecond, cpuShare) => [
    streams.toLocaleString('en'),
    NAMES[name],
    String(perSecond),
    String((of.failed ?? 0) + of.dropped + of.disorder + of.behind + (of.missing ?? 0)),
    milliseconds(of.latencyMs.p50),
    milliseconds(of.latencyMs.p99),
    milliseconds(of.latencyMs.max),
    `${(cpuShare * 100).toFixed(0)} %`,
  ]
  const rowsOf = (scenario, make) => Object.entries(scenario ?? {}).map(make)
  const rows = [
    ...rowsOf(peak, ([name, of]) =>
      row(name, of, of.streams, size.few * size.jobPerSecond, of.cpuShare),
    ),
    ...rowsOf(own, ([name, of]) =>
      row(name, of, of.streams, size.ownPerSecond, of.cpuSeconds / (size.seconds * size.rounds)),
    ),
    ...rowsOf(memory, ([name, of]) => row(name, of, of.held, size.heldPerSecond, of.cpuShare)),
  ]
  return [
    '## Updates at different numbers of streams, each its own session',
    table(['streams', '', 'updates/s', 'errors', 'p50', 'p99', 'max', 'of one core'], rows),
  ].join('\n\n')
}

/** Polls of the service, and what the machine and the server take without it. */
function pollTable({ ours, bare }) {
  const row = (name, { pollMs: { p50, p90, p99, max } }) => [
    name,
    ...[p50, p90, p99, max].map(milliseconds),
  ]
  return [
    '## Polls beside streams',
    table(
      ['', 'p50', 'p90', 'p99', 'max'],
      [
        row('this service, 1,000 streams open', ours),
        row('the same server without an application', bare),
      ],
    ),
    `The second row is a floor: what machine, server and client take by themselves at the same rate, measured
right after, with no streams open.`,
  ].join('\n\n')
}

/** What there is to reckon with. */
function costTable({ own, broadcast, memory }) {
  const costs = [
    ['a process without streams, memory', memory, (of) => of.points[0][1] / 2 ** 20, 'MB'],
    ['a stream, memory', memory, (of) => of.bytesPerStream / 1024, 'KB'],
    ['opening a stream, CPU', memory, (of) => (of.openingCpuSeconds * 1e6) / of.held, 'µs'],
    ['an update with one watcher, CPU', own, (of) => (of.cpuSeconds * 1e6) / of.published, 'µs'],
    [
      'an update to one of 1,000 watchers, CPU',
      broadcast,
      (of) => (of.cpuSeconds * 1e6) / of.latencyMs.count,
      'µs',
    ],
  ]
  const rows = costs.flatMap(([what, scenario, cost, unit]) => {
    if (!scenario) return []
    const [mine, theirs] = [scenario.ours, scenario.peer].map((of) => of && cost(of))
    const text = (value) => `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`
    return [
      [what, text(mine), theirs ? text(theirs) : '', theirs ? (mine / theirs).toFixed(2) : ''],
    ]
  })
  return [
    '## What it costs',
    table(['', 'this service', 'sse-starlette', 'ratio'], rows),
    'CPU of the serving process, with publishing, heartbeats and whatever else it did meanwhile.',
  ].join('\n\n')
}

/** So many processes want a core before anything was started: others are at work here. */
const BUSY = 0.7

const busy = (load) =>
  `**The machine was busy with other work: ${load.toFixed(1)} processes wanted a core before the run began. Latencies and rates are too bad; memory, errors and ratios are less touched.**`

const SMALL = '**A small run: it tells that everything works, and no figure worth having.**'

const NOTES = `✓✓ aim reached, ✓ at least, ✗ missed. Ratio: ours to sse-starlette's, in the same run: latencies in rounds, of
which each goes first by turns; memory one after the other. Both on uvicorn with h11 and asyncio: who installs
uvicorn[standard] would have httptools and uvloop, which neither has here. The peer looks nobody up and counts no limits; we do. Limits of one user
(STREAMS_PER_USER, STREAMS_IN_ALL, REQUESTS_PER_MINUTE) are raised. Latency: from the moment at
which another thread was to publish, or the generator to ask, whether or not it was late, to the bytes at
the client.`
