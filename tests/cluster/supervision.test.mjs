/** Real Redis, real API processes and the real nginx, kept alive together. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { answersHttp, answersRedis, until } from '../../toolchain/cluster/answers.mjs'
import { endingWithParent } from '../../toolchain/cluster/child.mjs'
import { Cluster } from '../../toolchain/cluster/cluster.mjs'
import { nginxConfiguration } from '../../toolchain/cluster/nginx-configuration.mjs'
import { apiProcesses, nginxProcess, redisProcess } from '../../toolchain/cluster/processes.mjs'
import { openRunFolder } from '../../toolchain/cluster/run-folder.mjs'
import {
  embeddedService,
  HOST,
  lives,
  MAX_UPLOAD_BYTES,
  PROGRAMS,
  somePorts,
  temporaryFolder,
} from './support/processes.mjs'
import { events, newSession, newUser } from './support/user.mjs'

const NEVER = () => false

/** A worker that only waits: what workers do is tested with the service. */
const IDLE_WORKER = {
  name: 'worker-1',
  words: ['sleep', '1000'],
  env: process.env,
  stopSignal: 'SIGTERM',
  graceMs: 10_000,
}

/** A running cluster with two API processes, each with storage of its own. `pid(name)` is the newest. */
async function startCluster(context, change = (processes) => processes) {
  const folder = await openRunFolder(await temporaryFolder(context))
  const [front, ...ports] = await somePorts(3)
  const apis = []
  for (const port of ports) {
    const { env } = await embeddedService(context)
    apis.push(...apiProcesses(PROGRAMS.python, [{ host: HOST, port }], env))
  }
  apis.forEach((api, at) => (api.name = `api-${at + 1}`))
  const path = join(folder.nginx, 'nginx.conf')
  const text = await nginxConfiguration({
    listen: { host: HOST, port: front },
    apis: ports.map((port) => ({ host: HOST, port })),
    maxUploadBytes: MAX_UPLOAD_BYTES,
  })
  await writeFile(path, text)
  const lines = []
  const url = `http://${HOST}:${front}`
  const cluster = new Cluster(
    change({
      redis: redisProcess(PROGRAMS.redis, folder),
      apis,
      workers: [IDLE_WORKER],
      nginx: nginxProcess(PROGRAMS.nginx, folder.nginx, path),
    }),
    {
      socket: folder.socket,
      url,
      prefix: await endingWithParent(),
      print: (line) => lines.push(line),
    },
  )
  context.after(() => cluster.kill())
  const numbers = (name) =>
    lines.flatMap((line) => new RegExp(`^· ${name} is process (\\d+)$`).exec(line)?.[1] ?? [])
  const pid = (name) => Number(numbers(name).at(-1))
  const startedAgain = (name, before) => until(() => pid(name) !== before, NEVER)
  return { cluster, url, lines, pid, numbers, startedAgain, socket: folder.socket }
}

const healthy = (url) => until(() => answersHttp(`${url}/healthz`), NEVER)

/** Redis's answer to `command`, as it writes it. */
async function ask(socketPath, command) {
  const socket = connect(socketPath, () => socket.write(`${command}\r\n`))
  const [bytes] = await once(socket, 'data')
  socket.destroy()
  return String(bytes)
}

test('whichever process is killed comes back, and Redis with what it knew', async (context) => {
  const { cluster, url, pid, startedAgain, socket } = await startCluster(context)
  assert.equal(await cluster.start(), true)
  assert.match(await ask(socket, 'SET job waiting'), /^\+OK/)
  for (const name of ['redis', 'nginx', 'api-1', 'worker-1']) {
    const before = pid(name)
    process.kill(before, 'SIGKILL')
    await startedAgain(name, before)
    await healthy(url)
  }
  await until(() => answersRedis(socket), NEVER)
  assert.match(await ask(socket, 'GET job'), /waiting/)
  await cluster.stop()
  // Workers of the nginx that was killed would still be at its port.
  await assert.rejects(fetch(url))
})

test('stopping ends streams with a planned close, and leaves no process behind', async (context) => {
  const { cluster, url, lines, numbers, socket } = await startCluster(context)
  await cluster.start()
  // Each of the two keeps its own sessions here, so the stream asks until it meets the right one.
  const user = await newUser(url)
  const stream = await ownStream(url, user)
  const arriving = events(stream)
  await arriving.next()
  const stopped = cluster.stop()
  let last
  for await (const event of arriving) last = event
  assert.deepEqual([last.event, last.data.reason, last.data.reconnect], ['close', 'shutdown', true])
  await stopped
  await cluster.ended()
  const order = lines.flatMap((line) => /^· (\S+) ended$/.exec(line)?.[1] ?? [])
  assert.deepEqual(order.slice(0, 2).sort(), ['api-1', 'api-2'])
  assert.deepEqual(order.slice(2), ['worker-1', 'nginx', 'redis'])
  const pids = ['redis', 'api-1', 'api-2', 'worker-1', 'nginx'].flatMap(numbers)
  assert.deepEqual(await Promise.all(pids.map(lives)), Array(5).fill(false))
  assert.equal(existsSync(socket), false)
})

/** The stream of a new session of `user`, whom only one of the API processes knows. */
async function ownStream(url, user) {
  for (;;) {
    const id = await newSession(url, user).catch(() => null)
    if (id === null) continue
    for (;;) {
      const answer = await fetch(`${url}/api/v1/sessions/${id}/status/stream`, { headers: user })
      if (answer.status === 200) return answer
      await answer.body.cancel()
    }
  }
}

test('API processes are restarted in turn while every request is answered', async (context) => {
  const { cluster, url, numbers } = await startCluster(context)
  await cluster.start()
  let over = false
  const codes = new Set()
  const asking = (async () => {
    while (!over) codes.add((await fetch(`${url}/healthz`).then(read)).status)
  })()
  await cluster.restartApis()
  over = true
  await asking
  assert.deepEqual([...codes], [200])
  assert.deepEqual([numbers('api-1').length, numbers('api-2').length], [2, 2])
  assert.equal(numbers('worker-1').length, 1)
  await cluster.stop()
})

const read = async (answer) => {
  await answer.arrayBuffer()
  return answer
}

test('a process that cannot start ends the whole, with its last lines and a sentence', async (context) => {
  const broken = {
    ...IDLE_WORKER,
    words: ['sh', '-c', 'echo "what is wrong" >&2; exit 3'],
  }
  const { cluster, lines } = await startCluster(context, (processes) => ({
    ...processes,
    workers: [broken],
  }))
  await cluster.start()
  await assert.rejects(cluster.ended(), /worker-1 .* ended with code 3, as it did each time/)
  assert.ok(lines.includes('worker-1 | what is wrong'))
})
