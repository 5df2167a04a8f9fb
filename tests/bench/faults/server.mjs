/** One contestant's server: the page, the job's two endpoints, and what becomes of them in a fault. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
}
const EVENT_STREAM = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
}
const HEARTBEAT_MS = 15_000

/**
 * `{ origin, requests, begin, end, close }` of `job`, for the page in `folder`. `requests` are those to
 * the two endpoints: `[{ at, isStream }]`, Unix milliseconds. `begin(fault)` takes one of the table's.
 */
export async function serve(folder, job) {
  const requests = []
  const streams = new Set()
  let fault = null

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://bench')
    if (!pathname.startsWith('/api/')) return void sendFile(response, folder, pathname)
    const isStream = pathname.endsWith('/status/stream')
    requests.push({ at: Date.now(), isStream })
    const wrong = fault?.[isStream ? 'stream' : 'status'] ?? null
    if (wrong !== null && wrong !== 'silent') return void refuse(response, wrong)
    if (isStream) return void open(response, wrong === 'silent')
    sendStatus(request, response, job.status)
  })

  function open(response, isSilent) {
    response.writeHead(200, EVENT_STREAM)
    if (isSilent) return void response.flushHeaders()
    response.write('retry: 3000\n\n')
    const tell = () => {
      response.write(event('status', job.status, `1-${job.status.sequence}`))
      if (job.status.status !== 'completed') return
      response.end(event('close', { reason: 'completed', reconnect: false, retry_after_ms: null }))
    }
    const heartbeat = setInterval(() => {
      response.write(event('heartbeat', { timestamp: new Date().toISOString() }))
    }, HEARTBEAT_MS)
    const stream = {
      cut: () => response.destroy(),
      silence() {
        clearInterval(heartbeat)
        job.publications.off('status', tell)
      },
    }
    streams.add(stream)
    response.once('close', () => {
      stream.silence()
      streams.delete(stream)
    })
    job.publications.on('status', tell)
    tell()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    requests,
    begin(begun) {
      fault = begun
      for (const stream of streams) begun.isCut ? stream.cut() : stream.silence()
    },
    end() {
      fault = null
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function refuse(response, { status, type, body, more }) {
  response.writeHead(status, { ...(type && { 'content-type': type }), ...more })
  response.end(body)
}

function sendStatus(request, response, status) {
  const etag = `"1-${status.sequence}"`
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end()
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-cache', etag }
  response.writeHead(200, headers).end(JSON.stringify(status))
}

const event = (name, content, id) =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(content)}\n\n`

async function sendFile(response, folder, pathname) {
  const name = normalize(pathname === '/' ? '/index.html' : pathname)
  try {
    const content = await readFile(join(folder, name))
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' })
    response.end(content)
  } catch {
    response.writeHead(404).end()
  }
}
