/** From the publication of an update to its commit to the page's document. */
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { quantile } from '../../load/figures.mjs'
import { table } from '../../load/markdown.mjs'
import { withFreshPage, withPages } from '../ground/pages.mjs'
import { now, serveJob } from '../ground/server.mjs'
import { statusAt, statusEvent } from '../ground/status.mjs'
import { inTurns, ratioOf, spreadOf, times, written } from '../rounds.mjs'

const CONTESTANTS = {
  client: 'this package, without React',
  bare: 'EventSource, without React',
  hook: 'this package',
  'plain-hook': 'EventSource + JSON.parse + setState',
}

/** In each round, after the first that are not counted. */
const UPDATES = 100
const FIRST = 20

/** Milliseconds between two: each comes alone, and none in step with the page's frames. */
const PAUSES = [37, 53, 41, 61, 47]

export const latency = {
  name: 'latency',
  title: 'From publication to the page',

  run: ({ executablePath, rounds, print }) =>
    withPages(
      {
        root: join(import.meta.dirname, 'page'),
        pages: Object.keys(CONTESTANTS),
        executablePath,
        start: serveJob,
      },
      (browser, server) =>
        inTurns(Object.keys(CONTESTANTS), rounds, async (name, round) => {
          const sorted = Float64Array.from(await late(browser, server, name)).sort()
          const measured = { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) }
          if (round >= 0) print(`${name}: ${measured.p50.toFixed(2)} ms`)
          return measured
        }),
    ),

  report: (measurements) =>
    [
      table(
        ['', 'median', '95 %'],
        Object.entries(CONTESTANTS).map(([name, label]) => [
          label,
          ...['p50', 'p95'].map((figure) => `${written(measurements, name, figure)} ms`),
        ]),
      ),
      NOTES,
    ].join('\n\n'),

  aims: (measurements) =>
    [
      ['client', 'bare', 'without React, of a bare EventSource', OWN_WAY],
      ['hook', 'plain-hook', 'in React, of EventSource + setState', OWN_WAY],
      [
        'hook',
        'bare',
        'in React, of a bare EventSource',
        "React's own commit is in the first and not in the second; the row before has it in both",
      ],
    ].map(([name, peer, what, reason]) => {
      const ratio = ratioOf(measurements, name, peer, 'p50')
      const [own, others] = [name, peer].map((one) => spreadOf(measurements, one, 'p50').median)
      return {
        what: `(a) from publication to the page, ${what}`,
        aim: '≤ 1.05 ×',
        measured: times(ratio),
        isMet: ratio <= 1.05,
        reason: `${(own - others).toFixed(2)} ms more: ${reason}`,
      }
    }),

  headlines: (measurements) => {
    const median = (name) => `${written(measurements, name, 'p50').split(' ')[0]} ms`
    return [
      [
        'an update, from its publication to the page',
        median('hook'),
        `${median('plain-hook')} with \`EventSource\` + \`setState\``,
      ],
    ]
  },

  plots: (measurements) => [
    {
      title: 'From publication to the page, median of each run',
      unit: 'ms',
      scale: 'linear',
      aim: null,
      rows: Object.entries(CONTESTANTS).map(([name, label]) => ({
        label,
        values: measurements[name].map(({ p50 }) => p50),
        isOurs: name === 'hook' || name === 'client',
      })),
    },
  ],
}

/** What a profile of the page shows. */
const OWN_WAY =
  'the core checks and orders each update before anybody sees it, and what leads there and back is many short functions, ' +
  'each run once in 50 ms and cold every time; none of them stands out'

const NOTES = `${UPDATES} updates a run, each by itself, from the moment before the server writes it to the socket until the page's
document has changed (a MutationObserver's word), on loopback: there is no network in it, so that what the page
does shows at its largest. The two clocks are compared in each run, by the quickest of 50 questions.`

/** How late each update was, in milliseconds. */
const late = (browser, server, name) =>
  withFreshPage(browser, async (page) => {
    await page.goto(`${server.origin}/${name}.html`)
    await page.locator('body[data-shown="1"]').waitFor()
    const ahead = await page.evaluate('ledger.clockAhead(50)')
    const published = new Map()
    for (let update = 0; update < FIRST + UPDATES; update += 1) {
      await setTimeout(PAUSES[update % PAUSES.length])
      const sequence = update + 2
      const progress = (100 * update) / (FIRST + UPDATES)
      const text = statusEvent(statusAt(sequence, { progress }))
      published.set(sequence, now())
      server.stream().write(text)
    }
    await page.locator(`body[data-shown="${FIRST + UPDATES + 1}"]`).waitFor()
    const commits = await page.evaluate('ledger.told()')
    return [...published].slice(FIRST).map(([sequence, at]) => commits[sequence] + ahead - at)
  })
