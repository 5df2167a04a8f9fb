/** `npm run start:redis` with real speech, while what it runs is killed. */
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'node:test'
import { until } from '../../toolchain/cluster/answers.mjs'
import { createTranscriptionClient } from '../node/support/dist.mjs'
import { lives, temporaryFolder } from './support/processes.mjs'
import { startRun } from './support/run.mjs'
import { events, newSession, newUser } from './support/user.mjs'

const BETWEEN_ATTEMPTS_MS = 200
const CLIENTS = 6

const never = () => false

/**
 * Follows a session to its end, coming back whenever the stream breaks. `onProgress` is called once,
 * in mid-job. Gives every status that came; `closes` gets each `close`.
 */
async function follow(url, headers, onProgress, closes = []) {
  const statuses = []
  let disturb = onProgress
  for (;;) {
    try {
      const answer = await fetch(`${url}/status/stream`, { headers })
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
      for await (const { event, data } of events(answer)) {
        if (event === 'status') statuses.push(data)
        if (event === 'close') closes.push(data)
        if (event === 'close' && !data.reconnect) return statuses
        if (event === 'status' && data.progress >= 10 && disturb) {
          const now = disturb
          disturb = null
          await now()
        }
      }
    } catch {
      // It is away; what matters is that it comes back.
    }
    await pause(BETWEEN_ATTEMPTS_MS)
  }
}

/** Statuses are in order: an epoch's sequence never falls, nor does progress within an attempt. */
function assertInOrder(statuses) {
  statuses.slice(1).forEach((next, at) => {
    const before = statuses[at]
    if (next.epoch === before.epoch) assert.ok(next.sequence >= before.sequence)
    if (next.attempt === before.attempt) assert.ok(next.progress >= before.progress)
  })
}

test('a job ends at its true status, whatever is killed meanwhile', async (context) => {
  const { url, pid } = await startRun(context, await temporaryFolder(context))
  const user = await newUser(url)
  const victims = [['api-1', 'api-2'], ['worker-1', 'worker-2'], ['redis'], ['nginx']]
  for (const names of victims) {
    await context.test(`killed: ${names.join(', ')}`, async () => {
      const session = `${url}/api/v1/sessions/${await newSession(url, user)}`
      const statuses = await follow(session, user, () => {
        for (const name of names) process.kill(pid(name), 'SIGKILL')
      })
      assert.equal(statuses.at(-1).status, 'completed')
      assertInOrder(statuses)
      const transcript = await fetch(`${session}/transcript.txt`, { headers: user })
      assert.match(await transcript.text(), /^good morning/)
    })
  }
})

test('a rolling restart in mid-job loses nothing, and tells clients to come back', async (context) => {
  const { url, pids, signal } = await startRun(context, await temporaryFolder(context))
  const user = await newUser(url)
  const session = `${url}/api/v1/sessions/${await newSession(url, user)}`
  const closes = []
  const statuses = await follow(session, user, () => signal('SIGHUP'), closes)
  assert.equal(statuses.at(-1).status, 'completed')
  assertInOrder(statuses)
  assert.deepEqual(new Set(statuses.map(({ attempt }) => attempt)), new Set([1]))
  assert.equal(closes.at(-1).reason, 'completed')
  const planned = closes.slice(0, -1)
  assert.ok(planned.length > 0)
  for (const { reason, reconnect } of planned)
    assert.deepEqual([reason, reconnect], ['shutdown', true])
  while (pids('api-2').length < 2) await pause(BETWEEN_ATTEMPTS_MS)
})

test('clients of the package come back from a rolling restart without a failed attempt', async (context) => {
  const { url, pids, signal } = await startRun(context, await temporaryFolder(context))
  const clients = []
  for (let count = 0; count < CLIENTS; count += 1) {
    const headers = await newUser(url)
    const id = await newSession(url, headers)
    const client = createTranscriptionClient(id, { baseUrl: url, headers })
    context.after(() => client.dispose())
    clients.push(client)
  }
  const all = (isSo) => until(() => clients.every((client) => isSo(client.getSnapshot())), never)
  await all(({ connection }) => connection.state === 'open')
  signal('SIGHUP')
  await until(() => pids('api-1').length === 2 && pids('api-2').length === 2, never)
  await all(({ status }) => status?.status === 'completed')
  for (const client of clients) {
    const { metrics } = client.getSnapshot().connection
    assert.ok(metrics.plannedCloses >= 1, 'it was told')
    assert.deepEqual(new Set(Object.values(metrics.failures)), new Set([0]))
  }
})

test('a job that ran when all was stopped goes on when all is started again', async (context) => {
  const dataDir = await temporaryFolder(context)
  const first = await startRun(context, dataDir)
  const user = await newUser(first.url)
  const path = `/api/v1/sessions/${await newSession(first.url, user)}`
  const answer = await fetch(`${first.url}${path}/status/stream`, { headers: user })
  let code
  for await (const { data } of events(answer)) {
    if (data.progress >= 10) code ??= first.end('SIGTERM')
  }
  assert.equal(await code, 0)
  assert.equal(first.lines.at(-1), 'stopped')
  const second = await startRun(context, dataDir)
  const statuses = await follow(second.url + path, user)
  assert.equal(statuses.at(-1).status, 'completed')
  assert.equal(await second.end('SIGINT'), 0)
})

test('nothing outlives a run that is killed itself', async (context) => {
  const { pids, end } = await startRun(context, await temporaryFolder(context))
  const children = ['redis', 'api-1', 'api-2', 'worker-1', 'worker-2', 'nginx'].flatMap(pids)
  assert.equal(children.length, 6)
  await end('SIGKILL')
  for (const pid of children) while (await lives(pid)) await pause(BETWEEN_ATTEMPTS_MS)
})
