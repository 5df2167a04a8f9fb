/** In a process of its own: a stream for each session, with a status now and then a heartbeat. */
import { createServer } from 'node:http'
import { EVENT_STREAM } from '../ground/server.mjs'
import { eventOf, statusAt, statusEvent } from '../ground/status.mjs'

const HEARTBEAT_MS = 5_000

const streams = new Set()

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const [, session, isStream] = /([^/]+)\/status(\/stream)?$/.exec(request.url) ?? []
  const status = statusAt(1, { session_id: session })
  if (!isStream) {
    response.writeHead(200, { 'content-type': 'application/json' })
    return void response.end(JSON.stringify(status))
  }
  streams.add(response)
  response.on('close', () => streams.delete(response))
  response.writeHead(200, EVENT_STREAM)
  response.write(statusEvent(status))
})

setInterval(() => {
  const frame = eventOf('heartbeat', { timestamp: new Date().toISOString() })
  for (const stream of streams) stream.write(frame)
}, HEARTBEAT_MS)

server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`))
process.on('disconnect', () => process.exit())
