/** What a burst of updates costs the page: this package, and the hook that most people write. */
import { join } from 'node:path'
import { table, thousands } from '../../load/markdown.mjs'
import { withPages } from '../ground/pages.mjs'
import { serveJob } from '../ground/server.mjs'
import { inTurns, ratioOf, spreadOf, times, written } from '../rounds.mjs'
import { measure, UPDATES, BURST_MS } from './measure.mjs'

const CONTESTANTS = {
  ours: 'this package',
  plain: 'EventSource + JSON.parse + setState',
  floor: 'listeners that do nothing',
}

/** The build of React that tells of its commits: the others do not. */
const TELLING = { 'react-dom/client': 'react-dom/profiling' }

export const rendering = {
  name: 'rendering',
  title: `A burst: ${UPDATES} updates in ${BURST_MS / 1000} s`,

  /** Each contestant's measurements, one a round. */
  run: ({ executablePath, rounds, print }) =>
    withPages(
      {
        root: join(import.meta.dirname, 'page'),
        executablePath,
        start: serveJob,
        alias: TELLING,
      },
      (browser, server) =>
        inTurns(Object.keys(CONTESTANTS), rounds, async (hook, round) => {
          const measured = await measure(browser, server, hook)
          if (round >= 0) print(`${hook}: ${measured.commits} commits`)
          return measured
        }),
    ),

  report(measurements) {
    const row = (what, figure, unit = '') => [
      what,
      ...Object.keys(CONTESTANTS).map((name) => `${written(measurements, name, figure)}${unit}`),
      times(ratioOf(measurements, 'ours', 'plain', figure)),
    ]
    const kept = (name) =>
      `${measurements[name].filter(({ showsEnd }) => showsEnd).length} of ${measurements[name].length}`
    return [
      table(
        ['', ...Object.values(CONTESTANTS), 'the first to the second'],
        [
          row('commits of the progress component', 'commits'),
          row('of those, the most in one animation frame*', 'mostInAFrame'),
          row('animation frames', 'frames'),
          row('main thread', 'mainThreadMs', ' ms'),
          row('of that, script', 'scriptMs', ' ms'),
          row('of that, React', 'renderingMs', ' ms'),
          row('of that, style and layout', 'layoutMs', ' ms'),
          ['runs that showed the end of the job', ...Object.keys(CONTESTANTS).map(kept), ''],
        ],
      ),
      NOTES,
    ].join('\n\n')
  },

  aims(measurements) {
    const aim = (what, figure, reason) => {
      const ratio = ratioOf(measurements, 'ours', 'plain', figure)
      const to = 'of EventSource + setState'
      return {
        what: `(b) ${what}`,
        aim: `≤ 0.25 × ${to}`,
        measured: times(ratio),
        isMet: ratio <= 0.25,
        reason,
      }
    }
    const median = (name, figure) => spreadOf(measurements, name, figure).median
    const [ours, plain, floor] = Object.keys(CONTESTANTS).map((name) =>
      median(name, 'mainThreadMs'),
    )
    const share = (part, whole) => `${((100 * part) / whole).toFixed(0)} %`
    return [
      aim(
        `main thread, ${UPDATES} updates in ${BURST_MS / 1000} s`,
        'mainThreadMs',
        `${share(floor, plain)} of the peer's time is the browser's own: receiving ${UPDATES} events, and a bar that ` +
          `moves in each frame. Of what is left, this package takes ${times((ours - floor) / (plain - floor))}`,
      ),
      aim(
        'commits of the component in them',
        'commits',
        `React puts several of the peer's updates into one commit as well: it made ${median('plain', 'commits')} of ` +
          `${UPDATES}. This package makes one in three frames, of which there were ${median('ours', 'frames')}`,
      ),
    ]
  },

  headlines: (measurements) => {
    const median = (name, figure) => spreadOf(measurements, name, figure).median.toFixed(0)
    return [
      [
        `commits of the component in a burst of ${thousands(UPDATES)} updates`,
        median('ours', 'commits'),
        `${median('plain', 'commits')} with \`EventSource\` + \`setState\``,
      ],
      [
        'main thread in it',
        `${median('ours', 'mainThreadMs')} ms`,
        `${median('plain', 'mainThreadMs')} ms; ${median('floor', 'mainThreadMs')} ms with listeners that do nothing`,
      ],
    ]
  },

  plots: (measurements) =>
    [
      ['commits', 'Commits of the component', 'commits'],
      ['mainThreadMs', 'Main thread', 'ms'],
    ].map(([figure, title, unit]) => ({
      title: `${title}, ${UPDATES} updates in ${BURST_MS / 1000} s`,
      unit,
      scale: 'linear',
      aim: null,
      rows: Object.entries(CONTESTANTS).map(([name, label]) => ({
        label,
        values: measurements[name].map((measured) => measured[figure]),
        isOurs: name === 'ours',
      })),
    })),
}

const NOTES = `The same page and the same \`TranscriptionProgress\` for all, from the same server; what differs is the
hook. The third knows nothing of the updates but the first and the last: what it costs, no hook can save.
Chromium, a fresh page for each run, by turns. Commits are React's own count (its profiling build),
main thread, script, style and layout Chromium's. From the first update until two frames after the page
showed the end. * Without the one that shows the end, which waits for no frame.`
