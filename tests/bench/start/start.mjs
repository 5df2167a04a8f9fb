/** From the navigation to the first status: what the package's scripts and its core cost at the start. */
import { join } from 'node:path'
import { withFreshPage, withPages } from '../ground/pages.mjs'
import { serveJob } from '../ground/server.mjs'
import { table, thousands } from '../../load/markdown.mjs'
import { inTurns, ratioOf, spreadOf, times, written } from '../rounds.mjs'

const CONTESTANTS = {
  hook: 'this package',
  preload: 'this package, `preload()`',
  'plain-hook': 'EventSource + JSON.parse + setState',
  'plain-core': 'this package, `/plain`',
  'single-file': 'this package, `/single-file`',
}

/** Lighthouse's slow 4G, as Chromium throttles: milliseconds, bytes a second. */
const SLOW = {
  offline: false,
  latency: 150,
  downloadThroughput: 1.6e6 / 8,
  uploadThroughput: 750e3 / 8,
}

/** What is measured, each with a name and what the network is like. */
const VISITS = {
  cold: 'first visit',
  warm: 'later visit',
  coldSlow: 'first visit, slow 4G',
  warmSlow: 'later visit, slow 4G',
}

export const start = {
  name: 'start',
  title: 'From navigation to first status',

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
          const address = `${server.origin}/${name}.html`
          const fast = await visits(browser, address)
          const slow = await visits(browser, address, SLOW)
          if (round >= 0)
            print(`${name}: ${fast.cold.toFixed(0)} ms, later ${fast.warm.toFixed(0)} ms`)
          return { ...fast, coldSlow: slow.cold, warmSlow: slow.warm }
        }),
    ),

  report: (measurements) =>
    [
      table(
        ['', ...Object.values(VISITS)],
        Object.entries(CONTESTANTS).map(([name, label]) => [
          label,
          ...Object.keys(VISITS).map((visit) => {
            const text = `${written(measurements, name, visit)} ms`
            const ratio = ratioOf(measurements, name, PEER, visit)
            return name === PEER ? text : `${text}, ${times(ratio)}`
          }),
        ]),
      ),
      NOTES,
    ].join('\n\n'),

  aims: (measurements) =>
    Object.entries(VISITS).map(([visit, title]) => {
      const of = (name) => times(ratioOf(measurements, name, PEER, visit))
      const [own, others] = ['hook', PEER].map((name) => spreadOf(measurements, name, visit).median)
      return {
        what: `(c) navigation to first status, ${title}`,
        aim: '≤ 1.2 × of EventSource + setState',
        measured: of('hook'),
        isMet: own <= 1.2 * others,
        reason:
          `${(own - others).toFixed(0)} ms more: more script to run, and a \`.wasm\` that is asked for when the page has been ` +
          `rendered; asked for before, by \`preload()\`, it is ${of('preload')}, ` +
          `without one, by \`/plain\`, ${of('plain-core')}`,
      }
    }),

  headlines: (measurements) =>
    ['cold', 'coldSlow'].map((visit) => {
      const median = (name) => `${thousands(spreadOf(measurements, name, visit).median)} ms`
      return [
        `from navigation to first status, ${VISITS[visit]}`,
        median('hook'),
        `${median(PEER)} with \`EventSource\` + \`setState\``,
      ]
    }),

  plots: (measurements) =>
    Object.entries(VISITS).map(([visit, title]) => ({
      title: `Navigation to first status, ${title}`,
      unit: 'ms',
      scale: 'linear',
      aim: null,
      rows: Object.entries(CONTESTANTS).map(([name, label]) => ({
        label: label.replaceAll('`', ''),
        values: measurements[name].map((measured) => measured[visit]),
        isOurs: name !== PEER,
      })),
    })),
}

/** What most people write. */
const PEER = 'plain-hook'

const NOTES = `The same page but for its hook, as Vite builds it, files in brotli. Milliseconds from the start of the navigation
to the commit that shows the first status, by the page's own clock; a fresh browser profile for each run.
A first visit has nothing in its cache, a later one has all files there, and scripts compiled. Slow 4G is
Lighthouse's: 150 ms, 1.6 Mbit/s, throttled by Chromium.`

/** Milliseconds of a first visit, and of one when scripts have been kept compiled. */
const visits = (browser, address, network) =>
  withFreshPage(browser, async (page, devtools) => {
    if (network) {
      await devtools.send('Network.enable')
      await devtools.send('Network.emulateNetworkConditions', network)
    }
    const visit = async () => {
      await page.goto(address, { waitUntil: 'commit' })
      await page.waitForFunction('window.shownAt !== undefined')
      const shownAt = await page.evaluate('window.shownAt')
      await page.goto('about:blank')
      return shownAt
    }
    const cold = await visit()
    // Chromium keeps what it compiled from a script's second visit on.
    for (let visited = 0; visited < 2; visited += 1) await visit()
    return { cold, warm: await visit() }
  })
