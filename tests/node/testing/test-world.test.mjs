/** The entry for users' own tests: a component that follows a session, without any network. */
import '../support/dom.mjs'
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { act, cleanup, renderHook } from '@testing-library/react'
import { createTranscriptionClient, load } from '../support/dist.mjs'

const { useTranscriptionStatusSSE } = await load('index.js')
const { installTestWorld } = await load('testing/index.js')

let world

beforeEach(async () => {
  world = installTestWorld()
  await world.ready()
})
afterEach(async () => {
  cleanup()
  await world.clock.advance(250)
  const { held } = world
  world.restore()
  assert.equal(held, 0, 'something is still held')
})

const advance = (durationMs) => act(() => world.clock.advance(durationMs))

/** A component that follows `id`. */
async function follow(id, options) {
  const { result } = renderHook(() => useTranscriptionStatusSSE(id, options))
  await advance(0)
  return result
}

test('a component shows what the server publishes, and its end', async () => {
  const session = world.server.session('job')
  const shown = await follow('job')
  assert.equal(shown.current.status.status, 'queued')
  await act(async () => session.publish({ status: 'processing', progress: 40 }))
  await advance(16)
  assert.equal(shown.current.status.progress, 40)
  assert.equal(shown.current.status.timestamp, '2026-01-01T12:00:00.000Z')
  await act(async () => session.complete())
  assert.equal(shown.current.status.progress, 100)
  assert.equal(shown.current.connection.state, 'closed')
  assert.deepEqual(
    world.server.asked.map(({ kind, url }) => [kind, new URL(url, 'http://host').pathname]),
    [['stream', '/api/v1/sessions/job/status/stream']],
  )
})

test('a failed job is told with its error', async () => {
  const session = world.server.session('job')
  const shown = await follow('job')
  await act(async () => session.fail({ code: 'audio_unreadable', message: 'No audio.' }))
  assert.deepEqual(shown.current.status.error, { code: 'audio_unreadable', message: 'No audio.' })
})

test('streams that are refused lead to polling, and back when they are not', async () => {
  const session = world.server.session('job')
  world.server.streams = { httpStatus: 503 }
  const shown = await follow('job')
  await advance(10_000)
  assert.equal(shown.current.connection.isFallback, true)
  session.publish({ progress: 10 })
  await advance(3_000)
  assert.equal(shown.current.status.progress, 10)
  world.server.streams = null
  await advance(33_000)
  assert.equal(shown.current.connection.mode, 'sse')
})

test('a stream that breaks is opened again, and nothing is lost', async () => {
  const session = world.server.session('job')
  const shown = await follow('job')
  await act(async () => session.cut())
  assert.equal(shown.current.connection.state, 'backoff')
  session.publish({ progress: 30 })
  await advance(1_000)
  assert.equal(shown.current.connection.state, 'open')
  assert.equal(shown.current.status.progress, 30)
})

test('silence is noticed, heartbeats are heard', async () => {
  const session = world.server.session('job')
  const shown = await follow('job')
  for (let beat = 0; beat < 3; beat++) {
    await advance(15_000)
    await act(async () => session.heartbeat())
  }
  assert.equal(shown.current.connection.state, 'open')
  await advance(45_000)
  assert.equal(shown.current.connection.metrics.failures.silence, 1)
})

test('a session that is unknown, and a server that is away', async () => {
  const unknown = await follow('nobody')
  assert.equal(unknown.current.error.code, 'not-found')
  cleanup()
  world.server.session('job')
  world.server.streams = 'unreachable'
  world.server.statusRequests = 'unreachable'
  const shown = await follow('job')
  await advance(10_000)
  assert.equal(shown.current.error.code, 'unreachable')
})

test('over fetch the server sees headers, and its own codes are seen', async () => {
  world.server.session('job').publish({ message: 'two\nlines', progress: 5 })
  const headers = { authorization: 'Bearer 1' }
  const shown = await follow('job', { headers })
  assert.equal(shown.current.status.message, 'two\nlines')
  assert.equal(world.server.asked[0].headers.get('authorization'), 'Bearer 1')
  cleanup()
  await world.clock.advance(250)
  world.server.streams = { httpStatus: 401 }
  world.server.statusRequests = { httpStatus: 401 }
  const refused = await follow('job', { headers })
  assert.equal(refused.current.error.code, 'unauthorized')
})

test('offline nothing is asked; online it goes on', async () => {
  const session = world.server.session('job')
  const shown = await follow('job')
  await act(async () => world.setOnline(false))
  assert.equal(shown.current.connection.state, 'suspended')
  const asked = world.server.asked.length
  session.publish({ progress: 20 })
  await advance(60_000)
  assert.equal(world.server.asked.length, asked)
  await act(async () => world.setOnline(true))
  await advance(0)
  assert.equal(shown.current.status.progress, 20)
})

test('a planned end costs no attempt', async () => {
  const session = world.server.session('job')
  const shown = await follow('job')
  const close = { reason: 'shutdown', reconnect: true, retry_after_ms: 2_000 }
  await act(async () => session.close(close))
  assert.equal(shown.current.connection.attempt, 1)
  await advance(2_500)
  assert.equal(shown.current.connection.state, 'open')
})

test('without EventSource a page polls; the client follows without React', async () => {
  world.restore()
  world = installTestWorld({ hasEventSource: false, start: new Date('2026-02-03T04:05:06Z') })
  world.server.session('job')
  const client = createTranscriptionClient('job', { baseUrl: 'https://api.example.com' })
  await world.clock.advance(0)
  assert.equal(client.getSnapshot().connection.mode, 'polling')
  assert.equal(client.getSnapshot().status.timestamp, '2026-02-03T04:05:06.000Z')
  assert.equal(world.server.asked[0].url, 'https://api.example.com/api/v1/sessions/job/status')
  client.dispose()
})

test('reports go to the beacon when the page is left, and at the end', async () => {
  const session = world.server.session('job')
  await follow('job', { telemetryUrl: '/report' })
  await act(async () => world.hide())
  await advance(0)
  const sent = () => world.beacons.map(({ url, report }) => [url, report.reason])
  assert.deepEqual(sent(), [['/report', 'hidden']])
  await act(async () => session.complete())
  await advance(0)
  assert.deepEqual(sent(), [
    ['/report', 'hidden'],
    ['/report', 'ended'],
  ])
})
