/** What breaks while streams are open and updates go on, and what the watchers miss of it. */
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { fromRoot } from '../../../toolchain/paths.mjs'
import { monotonicMs } from '../client/clock.mjs'
import { Follower } from '../client/follower.mjs'
import { RunningCluster } from '../cluster.mjs'
import { newest } from './newest.mjs'
import { outcome } from './outcome.mjs'

const SAMPLE = fromRoot('demo-web/public/samples/good-morning.ogg')
const OUTAGE_MS = 3_000
const HANG_MS = 5_000
/** After a fault everything has been found out and mended: the link's time-outs are 3 s each. */
const MENDED_MS = 8_000
const PATIENCE_MS = 60_000

/** Each does its harm to a cluster, and resolves once the cause is gone, `seconds` later. */
const FAULTS = [
  {
    kind: 'redis-stopped',
    name: 'Redis stopped for 3 s',
    seconds: OUTAGE_MS / 1000,
    async harm(cluster) {
      await cluster.stopOne('redis')
      await pause(OUTAGE_MS)
      cluster.again('redis')
    },
  },
  {
    kind: 'redis-hung',
    name: 'Redis hung for 5 s',
    seconds: HANG_MS / 1000,
    async harm(cluster) {
      process.kill(cluster.pid('redis'), 'SIGSTOP')
      await pause(HANG_MS)
      process.kill(cluster.pid('redis'), 'SIGCONT')
    },
  },
  {
    kind: 'worker-killed',
    name: 'worker killed in the middle of a job',
    seconds: 0,
    async harm(cluster) {
      process.kill(await busyWorker(cluster), 'SIGKILL')
    },
  },
  {
    kind: 'api-killed',
    name: 'API process killed',
    seconds: 0,
    async harm(cluster) {
      process.kill(cluster.pid('api-1'), 'SIGKILL')
    },
  },
]

/**
 * For each fault: streams to sessions of their own with slow updates, and one real speech job that is
 * watched; the fault in the middle. What counts as lost: see outcome.mjs.
 */
export async function faults(ground, { faults: size }, tell) {
  const runs = []
  const cluster = await RunningCluster.start(ground, { apis: 2, workers: 2 })
  try {
    for (const fault of FAULTS.filter(({ kind }) => size.kinds.includes(kind))) {
      tell(fault.name)
      runs.push(await faulty(cluster, fault, size))
    }
  } finally {
    await cluster.stop()
  }
  const total = (what) => runs.reduce((sum, one) => sum + one[what], 0)
  return {
    ours: {
      runs,
      lost: total('lost'),
      duplicated: total('duplicated'),
      disordered: total('disordered'),
      unpublished: total('unpublished'),
    },
  }
}

async function faulty(cluster, fault, size) {
  const followers = []
  try {
    return await watched(cluster, fault, size, (seat) => {
      followers.push(new Follower(cluster.port, seat))
      return followers.at(-1)
    })
  } finally {
    for (const follower of followers) follower.close()
  }
}

async function watched(cluster, fault, size, follow) {
  const { publisher, url } = cluster
  const seats = await publisher.ask('make', { count: size.streams })
  const followers = seats.map(follow)
  await all(followers, ({ newest: id }) => id !== null)
  const ids = seats.map(([, id]) => id)
  const seconds = size.beforeS + fault.seconds + MENDED_MS / 1000 + size.afterS
  const updates = publisher.ask('publish', { ids, per_second: size.perSecond, seconds, seed: 1 })
  // What fails before it is waited for says why, not that this was given up.
  updates.catch(() => {})
  await pause(size.beforeS * 1000)
  const job = follow(await upload(url, size.speech))
  await all([job], isProcessing)
  const jobBefore = shown(job)
  const from = monotonicMs()
  await fault.harm(cluster)
  const jobWhenOver = shown(job)
  const until = monotonicMs() + MENDED_MS
  const { published, unpublished } = await updates
  const last = await newest((order, facts) => publisher.ask(order, facts), ids)
  const isBehind = (follower, at) => follower.newest !== last(ids[at])
  await all(followers, (follower, at) => !isBehind(follower, at))
  await all([job], hasEnded)
  return {
    name: fault.name,
    published,
    unpublished,
    jobBefore,
    jobWhenOver,
    ...outcome({ followers, job, isBehind, fault: { from, until } }),
  }
}

/** What the job's watcher has, in words. */
function shown({ status }) {
  const { status: state, progress } = JSON.parse(status)
  return `${state}, ${progress} %`
}

const isProcessing = ({ status }) => status !== null && JSON.parse(status).progress >= 2
const hasEnded = ({ status }) => /"status":"(completed|failed|cancelled)"/.test(status)

/** Until `is` holds for all, or some time has passed. */
async function all(followers, is) {
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until && !followers.every(is)) await pause(20)
}

/** A new user's upload of real speech, so many times: token and session id. */
async function upload(url, times) {
  const { access_token: token } = await answered(`${url}/api/v1/auth/token`, { method: 'POST' })
  const body = new FormData()
  const speech = Array(times).fill(await readFile(SAMPLE))
  body.set('audio', new Blob(speech), 'good-morning.ogg')
  const headers = { authorization: `Bearer ${token}` }
  const { session_id: id } = await answered(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers,
    body,
  })
  return [token, id]
}

async function answered(url, options) {
  const answer = await fetch(url, options)
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

/** The worker that has a child at work. */
async function busyWorker(cluster) {
  const workers = [cluster.pid('worker-1'), cluster.pid('worker-2')]
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    // One that has ended meanwhile is nobody's child any more.
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '')
    const parent = Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2])
    if (workers.includes(parent)) return parent
  }
  throw new Error('no worker is at work: the job ended too soon')
}
