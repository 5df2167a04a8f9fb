/** The scripted server does what the real one and the networks before it do. */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { createTranscriptionClient, load } from '../support/dist.mjs'

const { installTestWorld } = await load('testing/index.js')

let world
let server
let clients

beforeEach(async () => {
  world = installTestWorld()
  server = world.server
  clients = []
  await world.ready()
})
afterEach(() => {
  for (const client of clients) client.dispose()
  const { held } = world
  world.restore()
  assert.equal(held, 0, 'something is still held')
})

const advance = (durationMs) => world.clock.advance(durationMs)
const OVER_FETCH = { transport: 'fetch' }

/** A client that follows `id`; `connection` and `status` are its newest. */
async function follow(id, options = {}) {
  const client = createTranscriptionClient(id, { baseUrl: 'http://host', ...options })
  clients.push(client)
  await advance(0)
  return {
    get connection() {
      return client.getSnapshot().connection
    },
    get status() {
      return client.getSnapshot().status
    },
    get error() {
      return client.getSnapshot().error
    },
    retry: () => client.retry(),
  }
}

const asked = () => server.asked.map(({ kind }) => kind)

test('a restart cuts every stream, and sessions go on where they were', async () => {
  server.session('job').publish({ progress: 10 })
  const shown = await follow('job')
  server.restart()
  assert.equal(shown.connection.state, 'backoff')
  server.session('job').publish({ progress: 20 })
  await advance(1_000)
  assert.deepEqual([shown.connection.state, shown.status.progress], ['open', 20])
  assert.equal(shown.status.epoch, 'test1')
})

test('sessions that a restart forgets are another epoch when they are there again', async () => {
  const forgotten = server.session('job')
  for (const progress of [10, 20, 30]) forgotten.publish({ progress })
  const shown = await follow('job')
  server.restart({ forget: true })
  server.session('job').publish({ progress: 5 })
  forgotten.publish({ progress: 99 })
  await advance(1_000)
  assert.deepEqual([shown.status.epoch, shown.status.sequence], ['test2', 2])
  assert.equal(shown.connection.metrics.outdated, 0)
})

test('without being there again, they are not found', async () => {
  server.session('job')
  const shown = await follow('job')
  server.restart({ forget: true })
  await advance(10_000)
  assert.equal(shown.error?.code, 'not-found')
})

for (const [name, options] of [
  ['EventSource', {}],
  ['fetch', OVER_FETCH],
]) {
  test(`over ${name}, a stream that is swallowed opens, is silent, and can be cut`, async () => {
    server.session('job')
    server.streams = 'swallowed'
    const shown = await follow('job', options)
    assert.equal(server.openStreams, 1)
    assert.equal(shown.status, null)
    server.restart()
    await advance(0)
    assert.equal(server.openStreams, 0)
    server.streams = null
    await advance(5_000)
    assert.equal(shown.connection.state, 'open')
  })

  test(`over ${name}, who opens the stream of a job that is over is told so, and no more`, async () => {
    server.session('job').complete()
    const shown = await follow('job', options)
    assert.equal(shown.connection.state, 'closed')
    assert.equal(shown.status.status, 'completed')
    assert.equal(server.openStreams, 0)
  })

  test(`over ${name}, an event of any name and content can be said`, async () => {
    const session = server.session('job')
    const complaints = []
    const onDiagnostic = ({ code }) => complaints.push(code)
    const shown = await follow('job', { ...options, onDiagnostic })
    session.send('status', '{ no JSON')
    session.send('other', { any: 1 })
    session.send('status', { ...session.status, sequence: 2, progress: 60 })
    await advance(16)
    assert.equal(complaints.length, 1)
    assert.equal(shown.status.progress, 60)
  })

  test(`over ${name}, a page in the place of a stream is a refusal`, async () => {
    server.session('job')
    server.streams = { httpStatus: 200, body: '<html>' }
    const shown = await follow('job', options)
    assert.equal(shown.connection.state, 'backoff')
  })
}

/** A stream as the client opens it, heard as it comes. */
function heard(url, sent) {
  const words = []
  const abort = new AbortController()
  const listener = {
    opened: () => words.push('opened'),
    message: (name, data, id) => words.push([name, id]),
    bytes: (bytes) => words.push(new TextDecoder().decode(bytes)),
    refused: (httpStatus) => words.push(httpStatus),
    failed: () => words.push('failed'),
  }
  server.openStream({ url, withCredentials: false, signal: abort.signal, sent }, listener)
  return { words, abort }
}

const STREAM = 'http://host/api/v1/sessions/job/status/stream'

test('who was told of the end already is answered with 204', async () => {
  const session = server.session('job')
  session.cancel()
  const { epoch, sequence } = session.status
  const lastEventId = `${epoch}-${sequence}`
  const bySource = heard(`${STREAM}?last_event_id=${lastEventId}`)
  const byFetch = heard(STREAM, { headers: new Headers(), lastEventId })
  const behind = heard(STREAM, { headers: new Headers(), lastEventId: `${epoch}-1` })
  await advance(0)
  // EventSource takes a 204 for a failure.
  assert.deepEqual(bySource.words, ['failed'])
  assert.deepEqual(byFetch.words, [204])
  const [opened, status, close, ...rest] = behind.words
  assert.equal(opened, 'opened')
  assert.match(status, /event: status\ndata: .*"cancelled"/)
  assert.match(close, /event: close\ndata: \{"reason":"cancelled","reconnect":false/)
  assert.deepEqual(rest, ['failed'])
})

test('EventSource tells the last id again with what has none', async () => {
  const session = server.session('job')
  const { words, abort } = heard(STREAM)
  await advance(0)
  session.heartbeat()
  abort.abort()
  assert.deepEqual(words, ['opened', ['status', 'test1-1'], ['heartbeat', 'test1-1']])
})

test('what a fetch is sent with is seen, where it goes on too', async () => {
  const session = server.session('job')
  await follow('job', { ...OVER_FETCH, headers: { 'x-app': '1' } })
  session.cut()
  await advance(1_000)
  const [first, second] = server.asked
    .filter(({ kind }) => kind === 'stream')
    .map(({ headers }) => Object.fromEntries(headers))
  assert.deepEqual(first, { accept: 'text/event-stream', 'x-app': '1' })
  assert.deepEqual(second, { ...first, 'last-event-id': 'test1-1' })
})

test('a request that is swallowed waits until it is timed out, or cut', async () => {
  server.session('job')
  server.statusRequests = 'swallowed'
  const shown = await follow('job', { transport: 'polling' })
  assert.equal(server.openRequests, 1)
  await advance(30_000)
  assert.ok(shown.connection.metrics.statusFailures > 0)
  server.restart()
  await advance(0)
  assert.equal(server.openRequests, 0)
  server.statusRequests = null
  await advance(30_000)
  assert.equal(shown.status.status, 'queued')
})

test('a request can be answered with what is no status', async () => {
  server.session('job')
  server.statusRequests = { httpStatus: 200, body: '<html>' }
  const shown = await follow('job', { transport: 'polling' })
  assert.equal(shown.connection.metrics.rejected, 1)
  assert.equal(shown.status, null)
})

test('a job that is cancelled ends its streams', async () => {
  const session = server.session('job')
  const shown = await follow('job')
  session.cancel()
  assert.deepEqual([shown.status.status, shown.connection.state], ['cancelled', 'closed'])
})

test('so does one whose end is published like any other status', async () => {
  const session = server.session('job')
  await follow('job')
  session.publish({ status: 'completed', progress: 100 })
  assert.equal(session.openStreams, 0)
})

test('addresses of your own need their own way to a session', async () => {
  server.session('job')
  server.sessionIdOf = (url) => new URL(url).searchParams.get('of') ?? undefined
  const shown = await follow('job', {
    streamUrl: (id) => `http://host/events?of=${id}`,
  })
  assert.equal(shown.status.status, 'queued')
})

test('a page that is hidden paints once a second', async () => {
  const session = server.session('job')
  const shown = await follow('job')
  world.hide()
  await advance(1_000)
  session.publish({ progress: 10 })
  session.publish({ progress: 20 })
  await advance(999)
  assert.equal(shown.status.progress, 10)
  await advance(1)
  assert.equal(shown.status.progress, 20)
})

test('a page that was hidden for long asks anew when it is shown', async () => {
  const session = server.session('job')
  const shown = await follow('job')
  world.hide()
  world.clock.sleep(3_600_000)
  session.publish({ progress: 10 })
  const before = asked().length
  world.show()
  await advance(0)
  assert.ok(asked().length > before)
  await advance(1_000)
  assert.equal(shown.status.progress, 10)
})

test('an hour of sleep is noticed within 5 s, though no event tells of it', async () => {
  server.session('job')
  await follow('job')
  world.clock.sleep(3_600_000)
  await advance(4_999)
  const before = asked().length
  await advance(1)
  assert.ok(asked().length > before)
})
