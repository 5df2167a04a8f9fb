/** Streams that are elsewhere. */
import assert from 'node:assert/strict'
import { contractTest } from './support/harness.mjs'

for (const status of [301, 302, 303, 307, 308]) {
  contractTest(`a ${status} is followed, with method, headers and id`, async (harness) => {
    const headers = { 'x-custom': 'kept', authorization: 'Bearer abc' }
    const stream = await harness.openStream({ headers, lastEventId: 'abc' })
    const first = await harness.next()
    first.answer(status, { location: '/elsewhere' })
    const second = await harness.next()
    assert.deepEqual([second.method, second.url], ['GET', '/elsewhere'])
    assert.equal(second.headers.accept, 'text/event-stream')
    assert.equal(second.headers['x-custom'], 'kept')
    assert.equal(second.headers.authorization, 'Bearer abc')
    assert.equal(second.headers['last-event-id'], 'abc')
    second.open()
    await second.send('data: hello\n\n')
    assert.deepEqual(await stream.nextEvent(), { type: 'message', data: 'hello', id: 'abc' })
  })

  // An empty one is the same address, again and again.
  for (const [what, headers, error] of [
    ['an empty', { location: '' }, 'the connection failed or was ended'],
    ['no', {}, `expected an event stream, was answered with status ${status}`],
  ]) {
    contractTest(`a ${status} with ${what} Location is an error`, async (harness) => {
      const stream = await harness.openStream({ initialDelayMs: 20_000 })
      const answerAll = async () => {
        for (;;) (await harness.next()).answer(status, headers)
      }
      void answerAll()
      assert.equal(await stream.nextError(), error)
    })
  }
}

contractTest('another origin is not given the Authorization header', async (harness) => {
  const elsewhere = await harness.startServer()
  const headers = { 'x-custom': 'kept', authorization: 'Bearer abc' }
  await harness.openStream({ headers, lastEventId: 'abc' })
  const first = await harness.next()
  first.answer(307, { location: elsewhere.url('/') })
  const second = await elsewhere.next()
  assert.equal('authorization' in second.headers, false)
  assert.equal(second.headers['x-custom'], 'kept')
  assert.equal(second.headers['last-event-id'], 'abc')
})

contractTest('after a failure the address that was given is asked again', async (harness) => {
  const stream = await harness.openStream()
  const first = await harness.next()
  first.answer(301, { location: '/elsewhere' })
  const second = await harness.next()
  second.open()
  await second.send('id: abc\ndata: hello\n\n')
  await stream.nextEvent()
  second.end()
  await stream.nextError()
  const third = await harness.next()
  assert.deepEqual([third.url, third.headers['last-event-id']], ['/stream', 'abc'])
})

contractTest('redirects without end are one error', async (harness) => {
  const stream = await harness.openStream({ initialDelayMs: 20_000 })
  const answerAll = async () => {
    for (;;) (await harness.next()).answer(302, { location: '/stream' })
  }
  void answerAll()
  assert.equal(await stream.nextError(), 'the connection failed or was ended')
})

contractTest('a redirect to what is no stream is an error', async (harness) => {
  const stream = await harness.openStream()
  const first = await harness.next()
  first.answer(302, { location: '/login' })
  const second = await harness.next()
  second.answer(200, { 'content-type': 'text/html' })
  assert.match(await stream.nextError(), /expected text\/event-stream, .* text\/html/)
})
