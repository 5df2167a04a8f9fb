/** Serves the page, and a job whose updates come as fast as they are ordered. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
}

const EVENT_STREAM = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
}

/** `{ origin, burst, close }` for the page in `folder`; one page at a time watches. */
export async function serve(folder) {
  let stream = null
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://bench')
    if (!pathname.startsWith('/api/')) return void sendFile(response, folder, pathname)
    if (!pathname.endsWith('/status/stream')) return void response.writeHead(404).end()
    stream = response
    response.writeHead(200, EVENT_STREAM)
    response.write(event(1, 0, 'processing'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    burst: (updates, milliseconds) => burst(stream, updates, milliseconds),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Each update goes off by itself, at its own moment; what is late follows at once. */
async function burst(stream, updates, milliseconds) {
  const start = performance.now()
  let sent = 0
  while (sent < updates) {
    const due = Math.min(updates, ((performance.now() - start) / milliseconds) * updates)
    for (; sent < due; sent += 1) {
      const isLast = sent + 1 === updates
      const progress = (100 * (sent + 1)) / updates
      stream.write(event(sent + 2, progress, isLast ? 'completed' : 'processing'))
    }
    await setTimeout(1)
  }
  return performance.now() - start
}

function event(sequence, progress, status) {
  const now = Date.now()
  const body = {
    session_id: 'watched',
    epoch: '1',
    sequence,
    attempt: 1,
    status,
    progress,
    message: `Analyzing speech patterns, update ${sequence}...`,
    timestamp: new Date(now).toISOString(),
    estimated_completion:
      status === 'completed' ? null : new Date(now + (100 - progress) * 100).toISOString(),
    error: null,
    statistics: {
      audio_seconds: 600,
      processed_seconds: 6 * progress,
      segments_done: Math.floor(progress),
      segments_total: 100,
      words: sequence * 2,
      realtime_factor: 0.2,
    },
  }
  return `id: 1-${sequence}\nevent: status\ndata: ${JSON.stringify(body)}\n\n`
}

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
