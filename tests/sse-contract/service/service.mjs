/** The test service: what LaunchDarkly's sse-contract-tests asks of it, over HTTP on loopback. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { callbackSender } from './callbacks.mjs'
import { openClient } from './client.mjs'
import { commandOf, objectOf, Refusal, streamRequestOf } from './requests.mjs'

/** What of the harness' optional features the package has. */
export const CAPABILITIES = [
  'bom',
  'headers',
  'last-event-id',
  'read-timeout',
  'server-directed-shutdown-request',
]

const HOST = '127.0.0.1'

/**
 * Listens on `port` of the loopback interface, 0 for any that is free.
 *
 * @param log told of what the harness did not take
 * @returns `{ url, stop, stopped }`; `stopped` resolves when it was stopped, by whomever
 */
export async function startService({ port, log }) {
  const streams = new Map()
  let count = 0

  async function openStream(body, { host }) {
    const asked = streamRequestOf(body)
    const path = `/streams/${++count}`
    const callbacks = callbackSender(asked.callbackUrl, log)
    const opening = openClient(asked, callbacks.send)
    // Known before it is there, so that what stops the service finds it.
    streams.set(path, {
      restart: async () => (await opening).restart(),
      close: async () => {
        callbacks.stop()
        const client = await opening
        client.close()
      },
    })
    await opening
    return { status: 201, headers: { location: `http://${host}${path}` } }
  }

  function streamAt(path) {
    const stream = streams.get(path)
    if (stream === undefined) throw new Refusal(404, `there is no stream at ${path}`)
    return stream
  }

  const service = {
    GET: () => ({ status: 200, body: { capabilities: CAPABILITIES } }),
    POST: async (request) => openStream(objectOf(await textOf(request)), request.headers),
    DELETE: () => ({ status: 204, after: stop }),
  }
  const stream = {
    POST: async (request) => {
      const { restart } = streamAt(request.url)
      // All types of events are told: there is nothing to do for `listen`.
      if (commandOf(objectOf(await textOf(request))) === 'restart') await restart()
      return { status: 202 }
    },
    DELETE: async ({ url }) => {
      const { close } = streamAt(url)
      streams.delete(url)
      await close()
      return { status: 204 }
    },
  }

  async function answerTo(request) {
    const allowed = request.url === '/' ? service : stream
    // What is not there cannot be asked wrongly.
    if (allowed === stream) streamAt(request.url)
    const act = allowed[request.method]
    if (act) return act(request)
    const methods = Object.keys(allowed).join(', ')
    throw new Refusal(405, `${request.url}: expected ${methods}, got ${request.method}`)
  }

  const server = createServer(async (request, response) => {
    const answer = await answerTo(request).catch((error) => refusalOf(error, log))
    const { status, headers = {}, body, after } = answer
    if (after) response.on('finish', after)
    if (body === undefined) return response.writeHead(status, headers).end()
    const json = { ...headers, 'content-type': 'application/json' }
    response.writeHead(status, json).end(`${JSON.stringify(body)}\n`)
  })

  function stop() {
    for (const { close } of streams.values()) void close()
    streams.clear()
    server.close()
    server.closeAllConnections()
  }

  server.listen({ port, host: HOST })
  await once(server, 'listening')
  const stopped = once(server, 'close')
  const { address, port: chosen } = server.address()
  return { url: `http://${address}:${chosen}`, stop, stopped }
}

function refusalOf(error, log) {
  if (error instanceof Refusal) return { status: error.status, body: { error: error.message } }
  log(error)
  return { status: 500, body: { error: `a defect of the test service: ${error.message}` } }
}

/** No request of the harness comes near. */
const LONGEST_BODY = 1024 * 1024

async function textOf(request) {
  const chunks = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > LONGEST_BODY) {
      throw new Refusal(413, `the body: expected at most ${LONGEST_BODY} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
