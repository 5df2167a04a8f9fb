/** What a burst of updates costs the page: this package, and the hook that most people write. */
import { join } from 'node:path'
import { table } from '../../load/markdown.mjs'
import { withPage } from '../ground/pages.mjs'
import { serveJob } from '../ground/server.mjs'
import { compared, inTurns } from '../rounds.mjs'
import { measure, UPDATES, BURST_MS } from './measure.mjs'

const CONTESTANTS = { ours: 'this package', plain: 'EventSource + JSON.parse + setState' }

/** The build of React that tells of its commits: the others do not. */
const TELLING = { 'react-dom/client': 'react-dom/profiling' }

export const rendering = {
  name: 'rendering',
  title: `A burst: ${UPDATES} updates in ${BURST_MS / 1000} s`,

  /** Each contestant's measurements, one a round. */
  run: ({ executablePath, rounds, print }) =>
    withPage(
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

  /** Markdown. */
  report(measurements) {
    const row = (name, figure, unit = '') => {
      const { ours, plain, ratio } = compared(measurements, figure, 'plain')
      return [name, `${ours}${unit}`, `${plain}${unit}`, ratio]
    }
    const kept = (hook) =>
      `${measurements[hook].filter(({ showsEnd }) => showsEnd).length} of ${measurements[hook].length}`
    return [
      table(
        ['', CONTESTANTS.ours, CONTESTANTS.plain, 'ratio'],
        [
          row('commits of the progress component', 'commits'),
          row('of those, the most in one animation frame*', 'mostInAFrame'),
          row('animation frames', 'frames'),
          row('main thread', 'mainThreadMs', ' ms'),
          row('of that, script', 'scriptMs', ' ms'),
          row('of that, React', 'renderingMs', ' ms'),
          row('of that, style and layout', 'layoutMs', ' ms'),
          ['runs that showed the end of the job', kept('ours'), kept('plain'), ''],
        ],
      ),
      NOTES,
    ].join('\n\n')
  },
}

const NOTES = `The same page and the same \`TranscriptionProgress\` for both, from the same server; what differs is the
hook. Chromium, a fresh page for each run, by turns. Commits are React's own count (its profiling build),
main thread, script, style and layout Chromium's. From the first update until two frames after the page
showed the end. * Without the one that shows the end, which waits for no frame.`
