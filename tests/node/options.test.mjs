/** Errors of use are thrown at once, by name. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTranscriptionClient, keyOf, load, settingsOf } from './support/dist.mjs'

const { checkAddresses } = await load('addresses.js')

const WRONG = [
  [{ policy: { pollIntervalMs: -1 } }, RangeError, /policy\.pollIntervalMs.*at least 1.*-1/],
  [{ policy: { pollIntervalMs: 0 } }, RangeError, /policy\.pollIntervalMs/],
  [{ policy: { pollIntervalMs: Number.NaN } }, RangeError, /policy\.pollIntervalMs.*NaN/],
  [{ policy: { pollIntervalMs: Infinity } }, RangeError, /policy\.pollIntervalMs.*Infinity/],
  [{ policy: { pollIntervalMs: '3000' } }, RangeError, /policy\.pollIntervalMs.*"3000"/],
  [{ policy: { maxAttempts: 2.5 } }, RangeError, /policy\.maxAttempts.*whole number.*2\.5/],
  [{ policy: { probeJitter: 1.5 } }, RangeError, /policy\.probeJitter.*from 0 to 1.*1\.5/],
  [
    { policy: { pollInterval: 3000 } },
    TypeError,
    /policy\.pollInterval: no such option.*pollIntervalMs/,
  ],
  [{ policy: JSON.parse('{"__proto__":{"x":1}}') }, TypeError, /policy\.__proto__: no such option/],
  [{ policy: null }, TypeError, /policy.*object.*null/],
  [
    { transport: 'websocket' },
    TypeError,
    /transport.*auto, eventsource, fetch, polling.*"websocket"/,
  ],
  [{ header: {} }, TypeError, /options\.header: no such option; known are .*headers/],
  [{ enabled: false }, TypeError, /options\.enabled: no such option/],
  [{ headers: 'Bearer' }, TypeError, /headers: expected object or function, got "Bearer"/],
  [{ headers: null }, TypeError, /headers: expected object or function, got null/],
  [{ headers: { 'a b': 'c' } }, TypeError, /headers: expected valid names and values.*a b/],
  [{ headers: { a: '字' } }, TypeError, /headers: expected valid names and values/],
  [
    { headers: {}, transport: 'eventsource' },
    TypeError,
    /headers.*use transport 'auto' or 'fetch'/,
  ],
  [{ refreshAuth: 'yes' }, TypeError, /refreshAuth.*function.*"yes"/],
  [{ telemetryUrl: 5 }, TypeError, /telemetryUrl.*string.*5/],
  [{}, TypeError, /baseUrl: expected an absolute address, got "\/api/],
  [{ baseUrl: 'http://[' }, TypeError, /baseUrl: expected an absolute address, got "http:/],
  [
    { baseUrl: 'http://a', statusUrl: () => 'status' },
    TypeError,
    /statusUrl: expected an absolute address, got "status"/,
  ],
  [
    { baseUrl: 'http://a', telemetryUrl: '/health' },
    TypeError,
    /telemetryUrl: expected an absolute address, got "\/health"/,
  ],
  [{ baseUrl: 5 }, TypeError, /baseUrl.*string.*5/],
  [{ streamUrl: '/stream' }, TypeError, /streamUrl.*function.*"\/stream"/],
  [{ onTransition: true }, TypeError, /onTransition.*function.*true/],
  [{ withCredentials: 'yes' }, TypeError, /withCredentials.*boolean.*"yes"/],
]

for (const [options, type, message] of WRONG) {
  test(`refuses ${JSON.stringify(options)} with a sentence that names the option`, () => {
    assert.throws(
      () => createTranscriptionClient('job', options),
      (error) => error instanceof type && message.test(error.message),
    )
  })
}

for (const id of ['', null, undefined, 5]) {
  test(`refuses ${JSON.stringify(id)} as a session id`, () => {
    assert.throws(() => createTranscriptionClient(id), /sessionId: expected a non-empty string/)
  })
}

test('the default addresses are those of the service, with the id made fit for a URL', () => {
  const { streamUrl, statusUrl } = settingsOf('a/b ?', { baseUrl: 'https://api.example/' })
  assert.equal(statusUrl, 'https://api.example/api/v1/sessions/a%2Fb%20%3F/status')
  assert.equal(streamUrl, `${statusUrl}/stream`)
})

test('in a page an address may be relative, but not broken', () => {
  const check = (options) =>
    checkAddresses(settingsOf('job', options), options, 'https://app.example/jobs/')
  check({ streamUrl: () => '../stream', telemetryUrl: '/health' })
  assert.throws(
    () => check({ streamUrl: () => 'https://[' }),
    /streamUrl: expected a valid address/,
  )
})

test('with headers SSE comes over fetch, without them over EventSource', () => {
  const transport = (options) => settingsOf('job', options).transport
  assert.equal(transport({}), 'auto')
  assert.equal(transport({ headers: { a: 'b' } }), 'fetch')
  assert.equal(transport({ headers: () => ({}), transport: 'polling' }), 'polling')
})

test('credentials can be renewed by refreshAuth, and by headers that are a function', () => {
  const canRenew = (options) => settingsOf('job', options).canRenew
  assert.equal(canRenew({ headers: {} }), false)
  assert.equal(canRenew({ headers: () => ({}) }), true)
  assert.equal(canRenew({ refreshAuth: async () => undefined }), true)
})

test('other functions and other headers mean the same connection, none mean another', () => {
  const key = (options) => keyOf(settingsOf('job', options))
  assert.equal(key({ headers: () => ({ a: '1' }) }), key({ headers: () => ({ a: '2' }) }))
  assert.equal(key({ headers: { a: '1' } }), key({ headers: { a: '2' } }))
  assert.notEqual(key({ headers: { a: '1' } }), key({ headers: () => ({ a: '1' }) }))
  assert.notEqual(key({ transport: 'fetch' }), key({ headers: {} }))
  assert.equal(key({ onMetrics: () => undefined }), key({}))
})

test('equal options mean the same connection, whatever their order', () => {
  const key = (policy) => keyOf(settingsOf('job', { policy }))
  assert.equal(
    key({ pollIntervalMs: 5, maxAttempts: 2 }),
    key({ maxAttempts: 2, pollIntervalMs: 5 }),
  )
  assert.notEqual(key({ pollIntervalMs: 5 }), key({ pollIntervalMs: 6 }))
})
