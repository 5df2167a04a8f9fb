/** Errors of use are thrown at once, by name. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTranscriptionClient, keyOf, settingsOf } from './support/dist.mjs'

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
  [{ transport: 'websocket' }, TypeError, /transport.*auto, eventsource, polling.*"websocket"/],
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

test('equal options mean the same connection, whatever their order', () => {
  const key = (policy) => keyOf(settingsOf('job', { policy }))
  assert.equal(
    key({ pollIntervalMs: 5, maxAttempts: 2 }),
    key({ maxAttempts: 2, pollIntervalMs: 5 }),
  )
  assert.notEqual(key({ pollIntervalMs: 5 }), key({ pollIntervalMs: 6 }))
})
