/** What watching a job costs, from begin to end: requests, bytes, and how late each update is. */
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { fromRoot } from '../../../toolchain/paths.mjs'
import { RAISED } from '../../load/contestants.mjs'
import { takeGround } from '../../load/ground.mjs'
import { table, thousands } from '../../load/markdown.mjs'
import { startProgram } from '../../load/server.mjs'
import { withPages } from '../ground/pages.mjs'
import { watch } from './watch.mjs'

const CONTESTANTS = {
  hook: 'this package',
  polling: 'fetch every 3 s',
  'react-query': '@tanstack/react-query, refetchInterval 3 s',
}

/** How long their work takes, and the steps in which time passes, in seconds. */
const JOBS = {
  short: { name: '1 minute', workS: 60, stepS: 0.5 },
  middle: { name: '10 minutes', workS: 600, stepS: 0.5 },
  long: { name: '1 hour', workS: 3600, stepS: 1 },
}

export const sessions = {
  name: 'sessions',
  title: 'A job, from begin to end',
  packages: ['@tanstack/react-query'],

  async run({ executablePath, peers, print }) {
    const ground = await takeGround({ withPeer: false })
    try {
      return await withPages(
        {
          root: join(import.meta.dirname, 'page'),
          pages: Object.keys(CONTESTANTS),
          executablePath,
          peers,
          packages: sessions.packages,
          start: (folder) => startService(ground, folder),
        },
        async (browser, service) => {
          const found = {}
          for (const [job, { name, workS, stepS }] of Object.entries(JOBS)) {
            const tell = (what) => print(`${name}: ${what}`)
            const names = Object.keys(CONTESTANTS)
            found[job] = await watch({ browser, service, names, workS, stepS, tell })
            for (const one of names) tell(`${one}, ${thousands(found[job][one].bytes)} bytes`)
          }
          return found
        },
      )
    } finally {
      ground.leave()
    }
  },

  report(measurements) {
    const rows = Object.entries(JOBS).flatMap(([job, { name }]) =>
      Object.entries(CONTESTANTS).map(([one, label]) => {
        const { requests, bytes, updates, latencyS } = measurements[job][one]
        return [
          name,
          label,
          requests,
          thousands(bytes),
          `${(100 * shareOf(measurements, job, one)).toFixed(1)} %`,
          updates,
          `${latencyS.mean.toFixed(1)} s (${latencyS.most.toFixed(1)} s)`,
        ]
      }),
    )
    const head = ['job', '', 'requests', 'bytes', 'of polling', 'updates', 'late, mean (most)']
    return [table(head, rows), NOTES].join('\n\n')
  },

  aims: (measurements) =>
    Object.entries(JOBS).flatMap(([job, { name }]) => {
      const { requests } = measurements[job].hook
      const share = shareOf(measurements, job, 'hook')
      return [
        {
          what: `(d) requests of a session, a job of ${name}`,
          aim: '≤ 2',
          measured: String(requests),
          isMet: requests <= 2,
        },
        {
          what: `(d) bytes, of those of polling every 3 s, a job of ${name}`,
          aim: '≤ 20 %',
          measured: `${(100 * share).toFixed(0)} %`,
          isMet: share <= 0.2,
          reason: shortReason(measurements[job]),
        },
      ]
    }),

  headlines: (measurements) =>
    Object.entries(JOBS).map(([job, { name }]) => {
      const told = (one) => {
        const { requests, bytes } = measurements[job][one]
        return `${thousands(requests)} request${requests === 1 ? '' : 's'}, ${thousands(bytes / 1000)} kB`
      }
      return [`a job of ${name}`, told('hook'), `${told('polling')} with polling every 3 s`]
    }),

  plots: (measurements) => [
    {
      title: 'Bytes of a session, against polling every 3 s',
      unit: '% of the bytes of polling',
      scale: 'linear',
      aim: 20,
      rows: Object.entries(JOBS).flatMap(([job, { name }]) =>
        Object.entries(CONTESTANTS).map(([one, label]) => ({
          label: `${name}: ${label}`,
          values: [100 * shareOf(measurements, job, one)],
          isOurs: one === 'hook',
        })),
      ),
    },
  ],
}

const shareOf = (measurements, job, one) =>
  measurements[job][one].bytes / measurements[job].polling.bytes

/** Of a job that tells more than polling hears. */
const shortReason = ({ hook, polling }) =>
  `all ${hook.updates} updates are sent, each whole (${thousands(hook.bytes / hook.updates)} bytes); ` +
  `polling asks ${polling.requests} times, and never hears of the others`

const startService = async (ground, folder) => {
  const data = await mkdtemp(join(ground.folder, 'sessions-'))
  const program = await startProgram({
    python: ground.python,
    program: fromRoot('tests/bench/sessions/watched_service.py'),
    prefix: ground.prefix,
    env: {
      PYTHONPATH: ['demo-web/server', 'tests/load/servers', 'tests/server']
        .map((path) => fromRoot(path))
        .join(':'),
      DATA_DIR: join(data, 'data'),
      STATIC_DIR: folder,
      PORT: '0',
      ...RAISED,
    },
    log: join(data, 'service.log'),
  })
  return { ...program, close: () => program.stop() }
}

const NOTES = `All three watch the same job of the real service at the same time, Chromium, HTTP/1.1; bytes are those of the
TCP connections, headers included, from the page's first request for the job on. Service and pages have a
clock that is moved on: an hour takes a minute or two, its requests and bytes are really sent. How late an
update is, is told in that clock, to the step of 0.5 s (of the hour: 1 s); the milliseconds are above. One
run: nothing in it depends on chance.`
