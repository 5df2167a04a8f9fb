/** Serves a built page, and a status that tells by which way it came. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
}

/** The strictest policy under which the package promises to run, with the page's own inline scripts. */
const policyFor = (page) =>
  `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'${inlineScripts(page).join('')}; ` +
  `connect-src 'self'; style-src 'self'`

/** Import maps and what else a build writes into the page cannot be files. */
const inlineScripts = (page) =>
  [...page.matchAll(/<script(?![^>]*\bsrc=)[^>]*>(.*?)<\/script>/gs)].map(
    ([, text]) => ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  )

const STATUS = /^\/api\/v1\/sessions\/(\w+)\/status(\/stream)?$/

/**
 * On a free port of loopback. `folder` holds the page; pages of other origins may ask with `cors`.
 * Gives back `{ origin, streams, close }`; `streams` are the sessions whose stream was asked for.
 */
export async function serve({ folder, cors = false }) {
  const streams = []
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const [, session, isStream] = STATUS.exec(pathname) ?? []
    if (cors) response.setHeader('access-control-allow-origin', '*')
    if (isStream) {
      streams.push(session)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(`event: status\nid: e-1\ndata: ${status(session, 'stream')}\n\n`)
    } else if (session !== undefined) {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(status(session, 'request'))
    } else if (pathname === '/favicon.ico') {
      // Browsers ask for it by themselves.
      response.writeHead(204).end()
    } else await sendFile(response, folder, pathname)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    streams,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** What the page is to show of `session`, having got it by `way`: `stream` or `request`. */
export const messageOf = (session, way) => `${session} by ${way}`

const status = (session, way) =>
  JSON.stringify({
    session_id: session,
    epoch: 'e',
    sequence: 1,
    attempt: 1,
    status: 'processing',
    progress: 50,
    message: messageOf(session, way),
    timestamp: '2026-01-01T00:00:00Z',
  })

async function sendFile(response, folder, pathname) {
  const name = normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname)
  try {
    const content = await readFile(join(folder, name))
    response.writeHead(200, {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      ...(extname(name) === '.html' && { 'content-security-policy': policyFor(String(content)) }),
    })
    response.end(content)
  } catch {
    response.writeHead(404).end()
  }
}
