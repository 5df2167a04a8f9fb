/** One contestant's server: the page, the job's two endpoints, and what becomes of them in a fault. */
import { EVENT_STREAM, serve } from '../ground/server.mjs'
import { eventOf, statusEvent } from '../ground/status.mjs'

const HEARTBEAT_MS = 15_000

/**
 * `{ origin, requests, begin, end, close }` of `job`, for the page in `folder`. `requests` are those to
 * the two endpoints: `[{ at, isStream }]`, Unix milliseconds. `begin(fault)` takes one of the table's.
 */
export async function serveFaults(folder, job) {
  const requests = []
  const streams = new Set()
  let fault = null

  const served = await serve(folder, (request, response, pathname) => {
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
      response.write(statusEvent(job.status))
      if (job.status.status !== 'completed') return
      response.end(
        eventOf('close', { reason: 'completed', reconnect: false, retry_after_ms: null }),
      )
    }
    const heartbeat = setInterval(() => {
      response.write(eventOf('heartbeat', { timestamp: new Date().toISOString() }))
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

  return {
    ...served,
    requests,
    begin(begun) {
      fault = begun
      for (const stream of streams) begun.isCut ? stream.cut() : stream.silence()
    },
    end() {
      fault = null
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
