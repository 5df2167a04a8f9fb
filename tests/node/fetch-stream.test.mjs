/** Streams over fetch as the port opens and reads them, against a real HTTP server. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { load } from './support/dist.mjs'
import { settled } from './support/world.mjs'

const { browserPorts } = await load('ports/browser.js')

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

const STREAM = { 'content-type': 'text/event-stream' }

/** Opens a stream; `heard` is what it said in order, `until(name)` when it says so. */
function open({ url = `${base}/`, headers = {}, lastEventId = '', withCredentials = false } = {}) {
  const heard = []
  const waiting = []
  const abort = new AbortController()
  const note =
    (name) =>
    (...what) => {
      heard.push([name, ...what])
      for (const look of waiting) look()
    }
  const listener = Object.fromEntries(
    ['opened', 'message', 'bytes', 'refused', 'failed'].map((name) => [name, note(name)]),
  )
  const sent = { headers: new Headers(headers), lastEventId }
  browserPorts.openStream({ url, withCredentials, signal: abort.signal, sent }, listener)
  const until = (name) =>
    new Promise((resolve) => {
      const look = () => heard.some(([said]) => said === name) && resolve(heard)
      waiting.push(look)
      look()
    })
  return { heard, until, close: () => abort.abort() }
}

/** The bytes that were heard, joined. */
const bytesOf = (heard) =>
  Buffer.concat(heard.filter(([name]) => name === 'bytes').map(([, bytes]) => bytes))

test('asks for a stream with the app’s headers, uncached', async () => {
  let asked
  respond = (request, response) => {
    asked = request
    response.writeHead(200, STREAM).end()
  }
  await open({ headers: { Authorization: 'Bearer abc', Accept: '*/*' } }).until('failed')
  assert.equal(asked.method, 'GET')
  assert.equal(asked.headers.accept, 'text/event-stream')
  assert.equal(asked.headers.authorization, 'Bearer abc')
  assert.equal(asked.headers['cache-control'], 'no-cache')
  assert.equal('last-event-id' in asked.headers, false)
})

test('resumes with the UTF-8 bytes of the id, also those that no header can be set to', async () => {
  let id
  respond = (request, response) => {
    const { rawHeaders } = request
    id = rawHeaders[rawHeaders.findIndex((name) => /^last-event-id$/i.test(name)) + 1]
    response.writeHead(200, STREAM).end()
  }
  await open({ lastEventId: 'é-字-🎧' }).until('failed')
  assert.equal(Buffer.from(id, 'latin1').toString('utf8'), 'é-字-🎧')
})

test('hands the bytes on as they came, and then that the stream ended', async () => {
  const body = Buffer.from([0xef, 0xbb, 0xbf, 0x64, 0x61, 0xff, 0x00, 0x0d, 0x0a])
  respond = (_, response) => {
    response.writeHead(200, { 'content-type': 'Text/Event-Stream ; charset=utf-8' })
    for (const byte of body) response.write(Buffer.of(byte))
    response.end()
  }
  const heard = await open().until('failed')
  assert.equal(heard[0][0], 'opened')
  assert.ok(heard.slice(1, -1).every(([, bytes]) => bytes instanceof Uint8Array))
  assert.deepEqual(bytesOf(heard), body)
  assert.equal(heard.at(-1)[0], 'failed')
})

test('is open before the first byte, as soon as status and content type are known', async () => {
  respond = (_, response) => response.writeHead(200, STREAM).flushHeaders()
  const stream = open()
  assert.deepEqual(await stream.until('opened'), [['opened']])
  stream.close()
})

for (const [name, status, headers, wait] of [
  ['a captive portal answering 200 text/html', 200, { 'content-type': 'text/html' }, -1],
  ['a stream of no type at all', 200, {}, -1],
  ['a type that only begins like a stream’s', 200, { 'content-type': 'text/event-streams' }, -1],
  ['a 204', 204, {}, -1],
  ['another 2xx, whatever its type', 206, STREAM, -1],
  ['a 401', 401, STREAM, -1],
  ['a 503 that asks to wait', 503, { 'retry-after': '7' }, 7000],
]) {
  test(`${name} is refused, never open, and its body is not read on`, async () => {
    let isClosed
    const closed = new Promise((resolve) => (isClosed = resolve))
    respond = (_, response) => {
      response.on('close', isClosed)
      response.writeHead(status, headers)
      if (status === 204) response.end()
      else response.write('<html>')
    }
    const { heard, until } = open()
    await until('refused')
    await closed
    await settled()
    assert.deepEqual(heard, [['refused', status, wait]])
  })
}

test('a redirect to a login page is refused, one to a stream is followed', async () => {
  let target = { 'content-type': 'text/html' }
  respond = ({ url }, response) => {
    if (url === '/') response.writeHead(302, { location: '/there' }).end()
    else response.writeHead(200, target).end('data: x\n\n')
  }
  assert.deepEqual(await open().until('refused'), [['refused', 200, -1]])
  target = STREAM
  const heard = await open().until('failed')
  assert.equal(bytesOf(heard).toString(), 'data: x\n\n')
})

test('no answer, an answer that breaks off, and an address that is none are failures', async () => {
  respond = (request) => request.destroy()
  assert.deepEqual(await open().until('failed'), [['failed']])
  respond = (_, response) => {
    response.writeHead(200, STREAM).write('data')
    setImmediate(() => response.destroy())
  }
  const heard = await open().until('failed')
  assert.equal(heard[0][0], 'opened')
  assert.equal(heard.filter(([name]) => name === 'failed').length, 1)
  assert.deepEqual(await open({ url: 'http://[' }).until('failed'), [['failed']])
})

test('a closed stream says nothing more and leaves nothing running', async () => {
  const closings = []
  respond = (_, response) => {
    closings.push(new Promise((resolve) => response.on('close', resolve)))
    response.writeHead(200, STREAM).write('data: x\n\n')
  }
  const reading = open()
  await reading.until('bytes')
  reading.close()
  await Promise.all(closings)
  await settled()
  assert.deepEqual(
    reading.heard.map(([name]) => name),
    ['opened', 'bytes'],
  )
})

test('a stream that is closed before it is answered says nothing', async () => {
  let isClosed
  const closed = new Promise((resolve) => (isClosed = resolve))
  const stream = open()
  respond = (_, response) => {
    response.on('close', isClosed)
    stream.close()
  }
  await closed
  await settled()
  assert.deepEqual(stream.heard, [])
  const early = open()
  early.close()
  await settled()
  assert.deepEqual(early.heard, [])
})
