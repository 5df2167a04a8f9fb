/** What a client costs in memory, alone and beside many others in one process. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { run as runProgram } from '../../../toolchain/run/command.mjs'
import { table } from '../../load/markdown.mjs'
import { inTurns, spread } from '../rounds.mjs'
import { CLIENTS } from './clients.mjs'

const COUNTS = [1, 100, 1000]

/** Memory hardly varies from run to run. */
const MOST_ROUNDS = 3

const path = (file) => fileURLToPath(new URL(file, import.meta.url))

const labelOf = (name) => CLIENTS[name].label ?? name

export const memory = {
  name: 'memory',
  title: 'Memory of a client',
  packages: Object.keys(CLIENTS).filter((name) => !CLIENTS[name].label),

  /** Of each client's rounds `{ count: { rss, js } }`: KB a client, more than there was without any. */
  async run({ peers, rounds, print }) {
    const server = fork(path('server.mjs'))
    try {
      const [origin] = await once(server, 'message')
      const names = Object.keys(CLIENTS)
      return await inTurns(names, Math.min(rounds, MOST_ROUNDS), async (name, round) => {
        const script = ['--expose-gc', path('child.mjs'), name, origin, peers, ...COUNTS]
        const output = await runProgram(process.execPath, script, { stdoutOnly: true })
        const found = perClient(JSON.parse(output))
        if (round >= 0) print(`${name}: ${found[COUNTS.at(-1)].js} KB`)
        return found
      })
    } finally {
      server.kill()
    }
  },

  /** Markdown. */
  report: (found) =>
    [
      table(
        ['', ...COUNTS.flatMap(titles), `own*`],
        Object.keys(found).map((name) => [
          labelOf(name),
          ...COUNTS.flatMap((count) => ['js', 'rss'].map((kind) => told(found, name, count, kind))),
          own(found, name),
        ]),
      ),
      `${NOTES} Medians of ${found.ours.length} rounds.`,
    ].join('\n\n'),

  headlines: (found) => {
    const most = COUNTS.at(-1)
    const each = (name) => `${Math.round(median(found, name, most, 'js'))} KB`
    return [
      [
        `memory of a client, ${most.toLocaleString('en')} of them in Node`,
        each('ours'),
        `${each('eventsource')} with eventsource`,
      ],
    ]
  },

  plots: (found) =>
    COUNTS.slice(1).flatMap((count) =>
      Object.entries(KINDS).map(([kind, title]) => ({
        title: `${title}, ${count.toLocaleString('en')} clients`,
        unit: 'KB a client',
        scale: 'linear',
        aim: null,
        rows: Object.entries(found).map(([name, measured]) => ({
          label: labelOf(name),
          values: measured.map((round) => round[count][kind]),
          isOurs: ['ours', 'plain'].includes(name),
        })),
      })),
    ),
}

const KINDS = { js: 'JavaScript and buffers', rss: 'The whole process' }

const titles = (count) => [
  count === 1 ? '1 client' : `${count.toLocaleString('en')} clients, each`,
  'of the process',
]

function perClient([before, ...after]) {
  const each = (one, kind) =>
    Number(((one[kind] - before[kind]) / one.count / 1024).toFixed(one.count === 1 ? 0 : 1))
  return Object.fromEntries(
    after.map((one) => [one.count, { rss: each(one, 'rss'), js: each(one, 'js') }]),
  )
}

const median = (found, name, count, kind) =>
  spread(found[name].map((round) => round[count][kind])).median

const told = (found, name, count, kind) => `${median(found, name, count, kind)} KB`

function own(found, name) {
  const most = COUNTS.at(-1)
  const more = median(found, name, most, 'js') - median(found, 'bare', most, 'js')
  return name === 'bare' ? '–' : `${more.toFixed(1)} KB`
}

const NOTES = `Node, a process for each row and round, in which there is one client, then 100, then 1,000, each of a
session of its own with an open stream (or polls), from a server in another process. What there is more than
without a client, divided by their number, after garbage collection: JavaScript and buffers (\`heapUsed\` and
\`external\`, which has WebAssembly's), and the process (RSS, which keeps what it once had). Node's own fetch was
called once before. For one client it is what is loaded with the first, less what was collected meanwhile.
* JavaScript and buffers of one of 1,000 beyond those of fetch alone: the rest is the socket's and fetch's. What does
not use fetch, or holds no stream open, can be below it.`
