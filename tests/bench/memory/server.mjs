/** In a process of its own: a stream for each session, with a status now and then a heartbeat. */
import { createServer } from 'node:http'

const HEARTBEAT_MS = 5_000

const EVENT_STREAM = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
}

const streams = new Set()

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const [, session, isStream] = /([^/]+)\/status(\/stream)?$/.exec(request.url) ?? []
  const body = JSON.stringify(status(session))
  if (!isStream) {
    response.writeHead(200, { 'content-type': 'application/json' })
    return void response.end(body)
  }
  streams.add(response)
  response.on('close', () => streams.delete(response))
  response.writeHead(200, EVENT_STREAM)
  response.write(`id: 1-1\nevent: status\ndata: ${body}\n\n`)
})

setInterval(() => {
  const frame = `event: heartbeat\ndata: {"timestamp":"${new Date().toISOString()}"}\n\n`
  for (const stream of streams) stream.write(frame)
}, HEARTBEAT_MS)

server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`))
process.on('disconnect', () => process.exit())

const status = (session) => ({
  session_id: session,
  epoch: '1',
  sequence: 1,
  attempt: 1,
  status: 'processing',
  progress: 12.5,
  message: 'Analyzing speech patterns...',
  timestamp: new Date().toISOString(),
  estimated_completion: new Date(Date.now() + 90_000).toISOString(),
  error: null,
  statistics: {
    audio_seconds: 600,
    processed_seconds: 75,
    segments_done: 12,
    segments_total: 100,
    words: 160,
    realtime_factor: 0.2,
  },
})
