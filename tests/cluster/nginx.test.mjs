/** The project's nginx configuration, in the real nginx, before real and before scripted servers. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { connect, createServer as createTcpServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { fromRoot } from '../../toolchain/paths.mjs'
import { run } from '../../toolchain/run/command.mjs'
import {
  embeddedService,
  HOST,
  MAX_UPLOAD_BYTES,
  PROGRAMS,
  somePorts,
  startApi,
  startNginx,
  temporaryFolder,
} from './support/processes.mjs'
import { events, newSession, newUser, upload } from './support/user.mjs'

/** A real API process behind the real nginx; `page` is the folder of its pages. */
async function behindNginx(context) {
  const [port] = await somePorts(1)
  const { page, env } = await embeddedService(context)
  await startApi(context, port, env)
  return { page, ...(await startNginx(context, [port])) }
}

/** A server that answers as `answer(request, response)` does; gives its port. */
async function scripted(context, answer) {
  const server = createServer(answer).listen(0, HOST)
  await once(server, 'listening')
  context.after(() => {
    server.close()
    server.closeAllConnections()
  })
  return server.address().port
}

test('nginx accepts the configuration as it is to be copied', async (context) => {
  const folder = await temporaryFolder(context)
  const env = { NGINX: undefined }
  const path = fromRoot('demo-web/deploy/nginx.conf')
  const said = await run(PROGRAMS.nginx, ['-t', '-p', folder, '-c', path, '-e', 'stderr'], { env })
  assert.match(said, /test is successful/)
  assert.doesNotMatch(said, /warn/)
})

test("metrics are one process's own, and not to be had from outside", async (context) => {
  const { url } = await behindNginx(context)
  assert.equal((await fetch(`${url}/healthz`)).status, 200)
  assert.equal((await fetch(`${url}/metrics`)).status, 404)
})

test('each event of a stream arrives before the next is published, uncompressed', async (context) => {
  const { url } = await behindNginx(context)
  const user = await newUser(url)
  const session = `${url}/api/v1/sessions/${await newSession(url, user)}`
  const stream = await fetch(`${session}/status/stream`, {
    headers: { ...user, 'accept-encoding': 'gzip, br' },
  })
  assert.equal(stream.headers.get('content-encoding'), null)
  assert.match(stream.headers.get('content-type'), /^text\/event-stream/)
  const arriving = events(stream)
  const first = (await arriving.next()).value
  assert.equal(first.event, 'status')
  assert.match(first.data.status, /queued|processing/)
  // What comes now was published after the first event was here.
  await fetch(`${session}/cancel`, { method: 'POST', headers: user })
  const rest = []
  for await (const event of arriving) rest.push(event)
  assert.equal(rest.at(-2).data.status, 'cancelled')
  assert.deepEqual([rest.at(-1).event, rest.at(-1).data.reason], ['close', 'cancelled'])
})

test('a stream is not held back, even where its headers do not ask for that', async (context) => {
  const EVENTS = 5
  let publish
  const server = createTcpServer((socket) => {
    context.after(() => socket.destroy())
    // nginx may be stopped before it has read the last event: that is a reset, and all was seen.
    socket.on('error', () => socket.destroy())
    publish = (number) => socket.write(`event: status\ndata: ${number}\n\n`)
    // Chunks tell nginx where a piece ends; without them it would wait for a full buffer.
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n')
    publish(0)
  }).listen(0, HOST)
  context.after(() => server.close())
  await once(server, 'listening')
  const { port } = server.address()
  const { url } = await startNginx(context, [port])
  const arriving = events(await fetch(`${url}/api/v1/sessions/x/status/stream`))
  for (let number = 0; number < EVENTS; number += 1) {
    assert.equal((await arriving.next()).value.data, number)
    publish(number + 1)
  }
})

test('scripts are compressed, statuses keep their strong ETag', async (context) => {
  const { url, page } = await behindNginx(context)
  await writeFile(join(page, 'assets/app.js'), 'export const one = 1\n'.repeat(200))
  const script = await fetch(`${url}/assets/app.js`)
  assert.equal(script.headers.get('content-encoding'), 'gzip')
  assert.match(await script.text(), /^export const one/)
  const user = await newUser(url)
  const status = await fetch(`${url}/api/v1/sessions/${await newSession(url, user)}/status`, {
    headers: user,
  })
  assert.equal(status.headers.get('content-encoding'), null)
  assert.match(status.headers.get('etag'), /^"/)
})

test('a recording is played in parts, as the service answers them', async (context) => {
  const { url } = await behindNginx(context)
  const user = await newUser(url)
  const audio = `${url}/api/v1/sessions/${await newSession(url, user)}/audio`
  const ask = (headers, method = 'GET') =>
    fetch(audio, { method, headers: { ...user, ...headers } })
  const whole = await ask({})
  const bytes = Buffer.from(await whole.arrayBuffer())
  const etag = whole.headers.get('etag')
  assert.equal(whole.headers.get('content-type'), 'audio/ogg')
  assert.match(etag, /^"/)
  const part = await ask({ Range: 'bytes=10-19', 'If-Range': etag })
  assert.equal(part.status, 206)
  assert.equal(part.headers.get('content-range'), `bytes 10-19/${bytes.length}`)
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(10, 20))
  assert.equal((await ask({ Range: 'bytes=10-19', 'If-Range': '"other"' })).status, 200)
  const beyond = await ask({ Range: `bytes=${bytes.length}-` })
  assert.equal(beyond.status, 416)
  assert.equal(beyond.headers.get('content-range'), `bytes */${bytes.length}`)
  assert.equal((await ask({ 'If-None-Match': etag })).status, 304)
  const head = await ask({}, 'HEAD')
  assert.equal(head.headers.get('content-length'), String(bytes.length))
})

test('an upload that the service refuses hears why, one far beyond that is refused at once', async (context) => {
  const { url } = await behindNginx(context)
  const user = await newUser(url)
  const refused = await upload(url, user, Buffer.alloc(MAX_UPLOAD_BYTES + 1000))
  assert.equal(refused.status, 413)
  assert.match(refused.headers.get('content-type'), /problem\+json/)
  const hopeless = await upload(url, user, Buffer.alloc(MAX_UPLOAD_BYTES + 2 ** 21))
  assert.equal(hopeless.status, 413)
})

test('an upload reaches the service while it is being sent', async (context) => {
  const arrivals = []
  let onArrival
  const firstArrived = new Promise((resolve) => (onArrival = resolve))
  const port = await scripted(context, async (incoming, answer) => {
    for await (const bytes of incoming) {
      arrivals.push(String(bytes))
      onArrival()
    }
    answer.end('done')
  })
  const { port: front } = await startNginx(context, [port])
  const sending = request({ host: HOST, port: front, path: '/api/v1/sessions', method: 'POST' })
  sending.write('first')
  await firstArrived
  assert.deepEqual(arrivals, ['first'])
  sending.end('second')
  const [answer] = await once(sending, 'response')
  assert.equal(answer.statusCode, 200)
  answer.resume()
  assert.equal(arrivals.join(''), 'firstsecond')
})

test('the service hears of the real address and host, whatever the client claims', async (context) => {
  const port = await scripted(context, (incoming, answer) =>
    answer.end(JSON.stringify(incoming.headers)),
  )
  const { url, port: front } = await startNginx(context, [port])
  const heard = await fetch(`${url}/`, {
    headers: { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' },
  })
  const headers = await heard.json()
  assert.equal(headers['x-forwarded-for'], HOST)
  assert.equal(headers['x-forwarded-proto'], 'http')
  assert.equal(headers.host, `${HOST}:${front}`)
})

test('one of two API processes is killed, and every request is still answered', async (context) => {
  const ports = await somePorts(2)
  const apis = []
  for (const port of ports) {
    apis.push(await startApi(context, port, (await embeddedService(context)).env))
  }
  const { url } = await startNginx(context, ports)
  // Twice as many as connections that may be kept open to the process that dies.
  const codes = async (path, options) => {
    const answers = await Promise.all(Array.from({ length: 64 }, () => fetch(url + path, options)))
    await Promise.all(answers.map((answer) => answer.arrayBuffer()))
    return [...new Set(answers.map(({ status }) => status))]
  }
  assert.deepEqual(await codes('/healthz'), [200])
  apis[0].kill()
  await apis[0].ended
  assert.deepEqual(await codes('/healthz'), [200])
  assert.deepEqual(await codes('/api/v1/samples'), [200])
})

test('where no process answers the client is told so as the API tells errors', async (context) => {
  const { url } = await startNginx(context, await somePorts(2))
  const answer = await fetch(`${url}/api/v1/sessions/x/status`)
  assert.equal(answer.status, 503)
  assert.equal(answer.headers.get('retry-after'), '2')
  assert.match(answer.headers.get('content-type'), /^application\/problem\+json/)
  const problem = await answer.json()
  assert.deepEqual([problem.status, problem.code], [503, 'away'])
})

test('no ticket, token or referrer is written down, not even when processes are away', async (context) => {
  const secrets = ['a-ticket', 'a-token', 'a-referrer']
  const port = await scripted(context, (_, answer) => answer.end('here'))
  for (const ports of [[port], await somePorts(1)]) {
    const nginx = await startNginx(context, ports)
    for (const path of ['/api/v1/sessions/known-path/status/stream', '/known-path']) {
      await fetch(`${nginx.url}${path}?ticket=a-ticket`, {
        headers: { authorization: 'Bearer a-token', referer: 'http://127.0.0.1/?a-referrer' },
      }).then((answer) => answer.text())
    }
    await nginx.stop()
    const log = await written(nginx.folder)
    assert.match(log, /known-path[^]*known-path/)
    const all = `${log}${nginx.lines.join('\n')}`
    for (const secret of secrets) assert.ok(!all.includes(secret), all)
  }
})

/** Everything that lies in nginx's folder. */
async function written(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const texts = await Promise.all(files.map((file) => readFile(join(file.path, file.name), 'utf8')))
  return texts.join('\n')
}

test('a client that never ends the head of its request is shown out', async (context) => {
  const { port } = await startNginx(context, await somePorts(1), (text) =>
    text.replace('client_header_timeout 10s', 'client_header_timeout 100ms'),
  )
  const socket = connect(port, HOST)
  socket.on('error', () => {})
  socket.write('GET / HTTP/1.1\r\nHost: slow\r\n')
  await new Promise((resolve) => socket.resume().on('close', resolve))
})
