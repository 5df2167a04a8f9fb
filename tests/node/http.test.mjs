/** Requests as the ports send and read them, against a real HTTP server. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { createTranscriptionClient, load } from './support/dist.mjs'
import { completed, statusOf } from './support/world.mjs'

const { browserPorts } = await load('ports/browser.js')
const { retryAfterMs } = await load('ports/retry-after.js')

let server
let base
let respond
before(async () => {
  server = createServer((request, response) => respond(request, response))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${server.address().port}`
})
after(() => {
  server.closeAllConnections()
  server.close()
})

const ask = (maxBytes = 1000, signal = new AbortController().signal) =>
  browserPorts.request(`${base}/`, {
    withCredentials: false,
    headers: new Headers(),
    maxBytes,
    signal,
  })

/** Resolves with the first snapshot for which `isRight` holds. */
const until = (client, isRight) =>
  new Promise((resolve) => {
    const look = () => isRight(client.getSnapshot()) && resolve(client.getSnapshot())
    client.subscribe(look)
    look()
  })

test('AC-3.3.4 follows a job to its end by polling where there is no EventSource', async () => {
  const asked = []
  respond = (request, response) => {
    asked.push(request.url)
    const status = asked.length < 3 ? statusOf(asked.length) : completed(3)
    response.setHeader('content-type', 'application/json').end(JSON.stringify(status))
  }
  const policy = { pollIntervalMs: 1 }
  const client = createTranscriptionClient('job', { baseUrl: base, policy })
  const last = await until(client, ({ connection }) => connection.state === 'closed')
  assert.deepEqual(last.status, completed(3))
  assert.equal(last.connection.metrics.statusRequests, 3)
  assert.deepEqual(asked, Array(3).fill('/api/v1/sessions/job/status'))
  client.dispose()
})

const asEvents = (statuses) =>
  statuses.map((status) => `event: status\ndata: ${JSON.stringify(status)}\n\n`).join('')

test('AC-2.1.1 AC-2.1.2 follows a job to its end over a fetch stream, with renewed credentials', async () => {
  const asked = []
  let token = 'old'
  respond = ({ url, headers }, response) => {
    asked.push(`${url.split('/').at(-1)} ${headers.authorization}`)
    if (headers.authorization !== 'new') return response.writeHead(401).end()
    response.setHeader('content-type', 'text/event-stream')
    response.end(asEvents([statusOf(1), statusOf(2, { message: 'Ça marche, 字' }), completed(3)]))
  }
  const refreshAuth = async () => {
    token = 'new'
  }
  const headers = () => ({ authorization: token })
  const client = createTranscriptionClient('signed-in', { baseUrl: base, headers, refreshAuth })
  const last = await until(client, ({ connection }) => /closed|failed/.test(connection.state))
  assert.deepEqual(last.status, completed(3))
  assert.deepEqual(asked, ['stream old', 'stream new'])
  assert.equal(last.connection.metrics.requests, 2)
  client.dispose()
})

test('401 in a loop: credentials are renewed once, and then the refusal stands', async () => {
  let asked = 0
  let renewals = 0
  respond = (_, response) => {
    asked++
    response.writeHead(401).end()
  }
  const refreshAuth = async () => renewals++
  const options = { baseUrl: base, transport: 'fetch', refreshAuth }
  const client = createTranscriptionClient('signed-out', options)
  const last = await until(client, ({ connection }) => connection.state === 'failed')
  assert.equal(last.error.code, 'unauthorized')
  assert.deepEqual([asked, renewals], [2, 1])
  client.dispose()
})

test('clients of one session share its requests', async () => {
  let asked = 0
  respond = (_, response) => {
    asked++
    response.end(JSON.stringify(completed(1)))
  }
  const clients = [1, 2, 3].map(() => createTranscriptionClient('shared', { baseUrl: base }))
  for (const client of clients) await until(client, ({ status }) => status !== null)
  assert.equal(asked, 1)
  for (const client of clients) client.dispose()
})

test('a disposed client hears nothing more', async () => {
  respond = (_, response) => response.end(JSON.stringify(statusOf(1)))
  const client = createTranscriptionClient('gone', { baseUrl: base })
  let told = 0
  client.subscribe(() => told++)
  client.dispose()
  client.retry()
  await ask()
  assert.equal(told, 0)
  assert.equal(client.getSnapshot().status, null)
})

test('one session can be followed anew from within the news of its end', async () => {
  let asked = 0
  respond = (_, response) => {
    asked++
    response.end(JSON.stringify(asked === 1 ? statusOf(1) : completed(2)))
  }
  const first = createTranscriptionClient('again', { baseUrl: base })
  const second = await new Promise((resolve) => {
    const stop = first.subscribe(() => {
      if (first.getSnapshot().status === null) return
      stop()
      first.dispose()
      resolve(createTranscriptionClient('again', { baseUrl: base }))
    })
  })
  const last = await until(second, ({ connection }) => connection.state === 'closed')
  assert.deepEqual(last.status, completed(2))
  second.dispose()
})

test('a body is read as UTF-8 wherever it is cut', async () => {
  const text = JSON.stringify({ message: 'Ça marche, 字, 🎧' })
  respond = (_, response) => {
    for (const byte of Buffer.from(text)) response.write(Buffer.of(byte))
    response.end()
  }
  assert.equal((await ask()).body, text)
})

test('a body that is too long is not read to its end, and is longer than the limit says', async () => {
  let isClosed
  const closed = new Promise((resolve) => (isClosed = resolve))
  respond = (_, response) => {
    response.on('close', isClosed)
    const write = () => {
      while (!response.destroyed && response.write('é'.repeat(10_000)));
      if (!response.destroyed) response.once('drain', write)
    }
    write()
  }
  const { body } = await ask(100_001)
  assert.ok(Buffer.byteLength(body) > 100_001)
  await closed
})

test('an answer that breaks off, and no answer at all, are both status 0', async () => {
  respond = (_, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('{')
    setImmediate(() => response.destroy())
  }
  assert.deepEqual(await ask(), { httpStatus: 0, body: '', retryAfterMs: -1 })
  respond = (request) => request.destroy()
  assert.equal((await ask()).httpStatus, 0)
})

test('an error brings its status and Retry-After, and no body', async () => {
  respond = (_, response) => response.writeHead(503, { 'retry-after': '7' }).end('busy')
  assert.deepEqual(await ask(), { httpStatus: 503, body: '', retryAfterMs: 7000 })
})

test('an aborted request answers nothing and asks for nothing more', async () => {
  const abort = new AbortController()
  respond = () => abort.abort()
  assert.equal(await ask(1000, abort.signal), null)
})

test('Retry-After is read as seconds or as a date by the server’s own clock', () => {
  const date = 'Thu, 01 Jan 2026 12:00:00 GMT'
  const later = 'Thu, 01 Jan 2026 12:00:30 GMT'
  assert.equal(retryAfterMs(null, date, 0), -1)
  assert.equal(retryAfterMs('0', date, 0), 0)
  assert.equal(retryAfterMs(' 120 ', null, 0), 120_000)
  assert.equal(retryAfterMs(later, date, 0), 30_000)
  assert.equal(retryAfterMs(date, later, 0), 0)
  assert.equal(retryAfterMs(later, null, Date.parse(date)), 30_000)
  assert.equal(retryAfterMs('soon', date, 0), -1)
})
