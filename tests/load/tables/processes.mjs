/** One API process and two. */
import { milliseconds, table, thousands } from '../markdown.mjs'

export function processTable({ steps, most }) {
  const rows = steps.map((step) => [
    String(step.apis),
    step.publishedPerSecond.toFixed(0),
    thousands(step.wantedPerSecond),
    thousands(step.deliveredPerSecond),
    step.cpuShares.map((share) => `${(share * 100).toFixed(0)} %`).join(' + '),
    milliseconds(step.latencyMs.p50),
    milliseconds(step.latencyMs.p99),
    String(step.failed + step.dropped + step.disorder),
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
