/**
 * A harness in small: a server whose streams the test speaks, a receiver of what the service
 * reports, and the service itself, asked as the real harness asks it. All of it ends with the test.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { startService } from '../service/service.mjs'
import { queueOf } from './queue.mjs'

/** A test that hangs has failed: the slowest takes about a second. */
const timeout = 60_000

/** A test that is given a harness of its own. */
export const contractTest = (name, body) =>
  test(name, { timeout }, async (context) => body(await harnessFor(context)))

export const EVENT_STREAM = { 'content-type': 'text/event-stream' }

async function harnessFor(context) {
  const logged = []
  const service = await startService({ port: 0, log: (line) => logged.push(line) })
  context.after(() => service.stop())
  const startServer = async () => {
    const server = await streamServer()
    context.after(server.stop)
    return server
  }
  const receiver = await callbackReceiver()
  context.after(receiver.stop)
  const main = await startServer()

  /** Asks the service; a body that is no string is sent as JSON. */
  const ask = async (method, path, body) => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(new URL(path, service.url), { method, body: text })
    const answered = await response.text()
    const { status, headers } = response
    return { status, headers, body: answered === '' ? null : JSON.parse(answered) }
  }

  /**
   * Opens a stream with what differs from one of the main server that is asked for again at once
   * after a failure.
   */
  const openStream = async (more = {}) => {
    const { callbackUrl, ...messages } = receiver.open()
    const asked = { streamUrl: main.url('/stream'), callbackUrl, initialDelayMs: 0, ...more }
    const { status, headers, body } = await ask('POST', '/', asked)
    if (status !== 201) throw new Error(`expected a stream, got ${status}: ${body?.error}`)
    const path = headers.get('location')
    return {
      ...messages,
      command: (command) => ask('POST', path, command),
      close: () => ask('DELETE', path),
    }
  }

  /** A stream and its first connection, which is answered and open. */
  const openAnswered = async (more) => {
    const stream = await openStream(more)
    const connection = await main.next()
    connection.open()
    return { stream, connection }
  }

  /**
   * Resolves when another stream, which waits as long as that of this test does, has been asked for
   * again `times` times: whatever else was to be asked for again so soon has been meanwhile.
   */
  const othersReconnect = async (times = 4) => {
    const other = await startServer()
    await openStream({ streamUrl: other.url('/') })
    for (let count = 0; count <= times; count += 1) (await other.next()).answer(500)
  }

  const { url, next, waiting } = main
  return {
    ...{ service, logged, ask, openStream, openAnswered, startServer, othersReconnect },
    ...{ url, next, waiting },
  }
}

/** A server on loopback; each request waits, as a connection, to be answered by the test. */
async function streamServer() {
  const connections = queueOf()
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    connections.push(connectionOf(request, response, Buffer.concat(chunks).toString()))
  })
  const base = await listen(server)
  return {
    url: (path) => `${base}${path}`,
    /** The next connection, when it is there. */
    next: connections.next,
    /** How many have come that nobody has asked for. */
    waiting: () => connections.length,
    stop: () => stop(server),
  }
}

function connectionOf(request, response, body) {
  const { method, url, headers, rawHeaders } = request
  return {
    ...{ method, url, headers, rawHeaders, body },
    /** Resolves when the other side has hung up, or the answer has ended. */
    closed: once(response, 'close'),
    answer: (status, more = {}) => response.writeHead(status, more).end(),
    /** Answers with a stream. */
    open: (headers = EVENT_STREAM) => response.writeHead(200, headers).flushHeaders(),
    /** Resolves when it is on its way: what is sent next comes in a piece of its own. */
    send: (bytes) => new Promise((resolve) => response.write(bytes, () => setImmediate(resolve))),
    end: () => response.end(),
    breakOff: () => response.destroy(),
  }
}

/** Takes what the service reports, of each stream under an address of its own. */
async function callbackReceiver() {
  const receivers = []
  const server = createServer(async (request, response) => {
    const [, receiver, number] = request.url.split('/')
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const message = JSON.parse(Buffer.concat(chunks))
    const take = async () => receivers[receiver].take(Number(number), message)
    const status = await take().then(
      () => 202,
      () => 500,
    )
    response.writeHead(status).end()
  })
  const base = await listen(server)
  return {
    open: () => {
      const messages = queueOf()
      const numbers = []
      const receiver = {
        take: (number, message) => {
          numbers.push(number)
          messages.push(message)
        },
      }
      const id = receivers.push(receiver) - 1
      const next = async (kind) => {
        const message = await messages.next()
        if (message.kind === kind) return message[kind]
        throw new Error(`expected ${kind}, the service reported ${JSON.stringify(message)}`)
      }
      return {
        callbackUrl: `${base}/${id}`,
        /** The numbers of all messages so far, as they came. */
        numbers,
        nextEvent: () => next('event'),
        nextError: () => next('error'),
        /** From now on `take(number, message)` gets the messages, and is answered when it resolves. */
        takeWith: (take) => (receiver.take = take),
      }
    },
    stop: () => stop(server),
  }
}

async function listen(server) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${server.address().port}`
}

function stop(server) {
  server.close()
  server.closeAllConnections()
}
