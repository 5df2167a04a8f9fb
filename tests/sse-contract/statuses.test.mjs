/** What answers other than 200 lead to. */
import assert from 'node:assert/strict'
import { contractTest } from './support/harness.mjs'

for (const status of [204, 401, 403, 404, 410]) {
  contractTest(`a ${status} is reported and ends the stream for good`, async (harness) => {
    const stream = await harness.openStream()
    const connection = await harness.next()
    connection.answer(status)
    assert.equal(
      await stream.nextError(),
      `expected an event stream, was answered with status ${status}; it is not asked again`,
    )
    await harness.othersReconnect()
    assert.equal(harness.waiting(), 0)
  })
}

for (const status of [201, 206, 304, 400, 405, 418, 429, 500, 502, 503, 504]) {
  contractTest(`a ${status} is reported and tried again`, async (harness) => {
    const stream = await harness.openStream()
    const connection = await harness.next()
    connection.answer(status, { 'content-type': 'text/event-stream' })
    assert.equal(
      await stream.nextError(),
      `expected an event stream, was answered with status ${status}`,
    )
    const second = await harness.next()
    second.open()
    await second.send('data: at last\n\n')
    assert.equal((await stream.nextEvent()).data, 'at last')
  })
}

contractTest('a stream that was open is ended by a 204 too', async (harness) => {
  const { stream, connection } = await harness.openAnswered()
  connection.end()
  await stream.nextError()
  const second = await harness.next()
  second.answer(204)
  assert.match(await stream.nextError(), /204; it is not asked again$/)
  await harness.othersReconnect()
  assert.equal(harness.waiting(), 0)
})

contractTest('a server that cannot be reached is an error, and tried again', async (harness) => {
  const gone = await harness.startServer()
  gone.stop()
  const stream = await harness.openStream({ streamUrl: gone.url('/') })
  for (let count = 0; count < 3; count += 1) {
    assert.equal(await stream.nextError(), 'the connection failed or was ended')
  }
})

contractTest('a connection that breaks off before its answer is tried again', async (harness) => {
  const stream = await harness.openStream()
  const connection = await harness.next()
  connection.breakOff()
  assert.equal(await stream.nextError(), 'the connection failed or was ended')
  const second = await harness.next()
  second.open()
  await second.send('data: at last\n\n')
  assert.equal((await stream.nextEvent()).data, 'at last')
})
