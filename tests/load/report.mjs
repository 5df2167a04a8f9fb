/** The results as text, in Markdown. */
import { FULL } from './sizes.mjs'
import { notBack, TARGETS, verdict } from './targets.mjs'

const MARK = { aim: '✓✓', 'at least': '✓', missed: '✗' }

/** Everything there is to read about a run; `results` is what results.json has. */
export function report(results) {
  const parts = [head(results), targets(results.scenarios)]
  const { own, broadcast, peak, churn, memory, faults, polling, processes } = results.scenarios
  if (churn) parts.push(churnTable(churn.ours))
  if (peak || own || memory) parts.push(streamsTable({ peak, own, memory }, results.size))
  if (polling?.bare) parts.push(pollTable(polling))
  if (own || broadcast || memory) parts.push(costTable({ own, broadcast, memory }))
  if (processes) parts.push(processTable(processes.ours))
  if (faults) parts.push(faultTable(faults.ours))
  parts.push(ownDelay(results))
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
      `${mine.text} ${MARK[verdict(target, mine.value)]}`,
      theirs?.text ?? '',
      ratio,
    ]
  })
  if (scenarios.churn) rows.push(churnRow(scenarios.churn.ours))
  const columns = ['figure', 'at least', 'aim', 'measured', 'sse-starlette', 'ratio']
  return `${table(columns, rows)}\n\n${NOTES}`
}

function churnRow(churn) {
  const left = notBack(churn)
  const found = left.length > 0 ? `not ${left.join(', ')} ✗` : 'back to base line ✓✓'
  const name = 'memory, tasks, channels, leases after churn'
  return [name, 'back to base line', '', found, '', '']
}

function churnTable({ before, warm, after, rounds, bytesPerRound }) {
  const mb = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`
  const rows = [
    ['resident size', 'rss_bytes', mb],
    ['asyncio tasks', 'tasks', String],
    ['bus channels', 'channels', String],
    ['streams', 'streams', String],
    ['stream leases', 'leases', String],
    ['sockets', 'sockets', String],
    ['file descriptors', 'descriptors', String],
  ].map(([name, key, show]) => [name, show(before[key]), show(warm[key]), show(after[key])])
  const slope =
    bytesPerRound === null
      ? ''
      : ` Resident size grows by ${(bytesPerRound / 1024).toFixed(1)} KB a round after the third.`
  return [
    `## After ${rounds.length - 1} times connecting and leaving`,
    table(['', 'before', 'after 3 rounds', `after ${rounds.length - 1}`], rows),
    `What the first rounds take, Python and malloc keep for the next.${slope} Descriptors that are no sockets belong to threads: each has a connection to the database, and stays.`,
  ].join('\n\n')
}

/** The same figure at different numbers of streams. */
function streamsTable({ peak, own, memory }, size) {
  const row = (name, of, streams, perSecond, cpuShare) => [
    streams.toLocaleString('en'),
    NAMES[name],
    String(perSecond),
    String(of.dropped + of.disorder + of.behind),
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
    'The second row is what machine, server and client take by themselves, at the same rate, right afterwards.',
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

function processTable({ steps, most }) {
  const rows = steps.map((step) => [
    String(step.apis),
    step.publishedPerSecond.toFixed(0),
    thousands(step.wantedPerSecond),
    thousands(step.deliveredPerSecond),
    step.cpuShares.map((share) => `${(share * 100).toFixed(0)} %`).join(' + '),
    milliseconds(step.latencyMs.p50),
    milliseconds(step.latencyMs.p99),
    String(step.dropped + step.disorder),
  ])
  const [one, two] = most
  return [
    '## One API process and two, behind nginx, with Redis and two workers',
    table(
      [
        'API processes',
        'updates/s',
        '× watchers',
        'delivered/s',
        'of a core each',
        'p50',
        'p99',
        'errors',
      ],
      rows,
    ),
    `Most that was delivered: ${thousands(one)} a second by one process, ${thousands(two)} by two ` +
      `(× ${(two / one).toFixed(2)}). nginx, Redis, the publisher and the load generator share the ` +
      'same cores. Where fewer are delivered than are wanted, watchers got the newest of several.',
  ].join('\n\n')
}

function faultTable({ runs }) {
  const columns = {
    name: 'fault',
    streams: 'streams',
    published: 'updates',
    unpublished: 'not taken by Redis',
    reconnections: 'reconnections',
    lost: 'lost',
    duplicated: 'duplicated',
    disordered: 'out of order',
    superseded: 'passed over',
    repeated: 'said again on return',
    jobBefore: 'speech job before',
    jobWhenOver: 'when the cause was gone',
    job: 'in the end',
  }
  const rows = runs.map((run) => {
    const superseded = passedOver(run)
    return Object.keys(columns).map((key) => String({ ...run, superseded }[key]))
  })
  return [
    '## Faults, while streams are open and updates go on',
    table(Object.values(columns), rows),
    `Lost: a watcher whose last status is not its session's last, an update passed over on a healthy
connection, or a speech job that does not complete. Not taken by Redis: the publisher was refused, the
update was never published, and reached nobody; the next one says all that it said. Duplicated: twice
within a stream. Out of order: older than what the watcher had, over reconnections, too. Passed over: in
the fault, or between two streams, a newer status came in their place, which is all that a watcher needs;
between two epochs nobody can tell how many, so that changes of epoch are told instead. Said again on
return: a new stream begins with the present status, by design; its id tells the client that it has it.
The speech job: what its watcher had right before the harm, when its cause was gone, and in the end.`,
  ].join('\n\n')
}

const passedOver = ({ superseded, epochChanges }) =>
  epochChanges > 0 ? `${superseded} and ${epochChanges} changes of epoch` : superseded

/** How late the generator's own loop was, and the publishers: what they add to every figure above. */
function ownDelay({ generator, scenarios }) {
  const late = (of) => (of ? `${milliseconds(of.p99)} / ${milliseconds(of.max)}` : '')
  const rows = Object.entries(generator).map(([name, { p50, p99, max, load }]) => {
    const { ours, peer } = scenarios[name] ?? {}
    return [
      ...[name, milliseconds(p50), milliseconds(p99), milliseconds(max)],
      ...[late(ours?.startLateMs), late(ours?.publisherLateMs), late(peer?.publisherLateMs)],
      load.toFixed(1),
    ]
  })
  return [
    "## The generator's own delay",
    `How late its event loop was; how late (p99 / max) it asked, and the publishers published, which is part of the
latencies above: those begin at the moment that was meant. And how many processes wanted a core when the
scenario began.`,
    table(
      [
        ...['scenario', 'p50', 'p99', 'max'],
        ...['asked late', 'published late', "peer's published late", 'load'],
      ],
      rows,
    ),
  ].join('\n\n')
}

/** So many processes want a core before anything was started: others are at work here. */
const BUSY = 0.7

const busy = (load) =>
  `**The machine was busy with other work: ${load.toFixed(1)} processes wanted a core before the run began. Latencies and rates are too bad; memory, errors and ratios are less touched.**`

const SMALL = '**A small run: it tells that everything works, and no figure worth having.**'

const NOTES = `✓✓ aim reached, ✓ at least, ✗ missed. Ratio: ours to sse-starlette's, in the same run, in turns, both on
uvicorn with h11. The peer looks nobody up and counts no limits; we do. Limits of one user
(STREAMS_PER_USER, STREAMS_IN_ALL, REQUESTS_PER_MINUTE) are raised. Latency: from the moment at
which another thread was to publish, or the generator to ask, whether or not it was late, to the bytes at
the client.`

const NAMES = { ours: 'this service', peer: 'sse-starlette' }

const thousands = (value) => Math.round(value).toLocaleString('en')

const milliseconds = (value) =>
  value === null ? '–' : `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`

function table(columns, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')
}
