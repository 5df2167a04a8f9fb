/** Serves a page, and the service's two addresses as the scenario has them answered. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { statusAt, statusEvent } from './status.mjs'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
}

/** Of a status stream. */
export const EVENT_STREAM = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/**
 * `{ origin, close }` for the page in `folder`. `answer(request, response, pathname)` is given what is
 * below /api/. Files may be kept by the browser for ever, as those with a hash in their name.
 */
export async function serve(folder, answer) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://bench')
    if (pathname.startsWith('/api/')) return void answer(request, response, pathname)
    void sendFile(response, folder, pathname)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** As `serve`; the newest stream that was asked for is `stream()`, begun with its first status. */
export async function serveJob(folder) {
  let stream = null
  const served = await serve(folder, (request, response, pathname) => {
    if (pathname === '/api/clock') return void response.end(String(now()))
    if (!pathname.endsWith('/status/stream')) return void response.writeHead(404).end()
    stream = response
    response.writeHead(200, EVENT_STREAM)
    response.write(statusEvent(statusAt(1, { progress: 0 })))
  })
  return { ...served, stream: () => stream }
}

/** As those who deliver pages have it: by path, once. */
const files = new Map()

async function compressed(path) {
  if (!files.has(path)) files.set(path, brotliCompressSync(await readFile(path)))
  return files.get(path)
}

/** Milliseconds since the Unix epoch, finer than Date's. */
export const now = () => performance.timeOrigin + performance.now()

async function sendFile(response, folder, pathname) {
  const name = normalize(pathname === '/' ? '/index.html' : pathname)
  const kept = name.endsWith('.html') ? 'no-cache' : 'public, max-age=31536000, immutable'
  try {
    const content = await compressed(join(folder, name))
    response.writeHead(200, {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'content-encoding': 'br',
      'cache-control': kept,
    })
    response.end(content)
  } catch {
    response.writeHead(404).end()
  }
}
