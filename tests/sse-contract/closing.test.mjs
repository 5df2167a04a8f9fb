/** The ends of streams that the harness asks for, and restarts. */
import assert from 'node:assert/strict'
import { contractTest } from './support/harness.mjs'

contractTest('closing hangs up while connecting', async (harness) => {
  const stream = await harness.openStream()
  const connection = await harness.next()
  assert.equal((await stream.close()).status, 204)
  await connection.closed
  await harness.othersReconnect()
  assert.deepEqual([harness.waiting(), stream.numbers], [0, []])
})

contractTest('closing hangs up while streaming, and nothing more is reported', async (harness) => {
  const { stream, connection } = await harness.openAnswered()
  await connection.send('data: x\n\ndata: not fin')
  await stream.nextEvent()
  assert.equal((await stream.close()).status, 204)
  await connection.closed
  await harness.othersReconnect()
  assert.deepEqual([harness.waiting(), stream.numbers], [0, [1]])
})

contractTest('what is closed is gone', async (harness) => {
  const stream = await harness.openStream()
  await stream.close()
  assert.equal((await stream.close()).status, 404)
  assert.equal((await stream.command({ command: 'restart' })).status, 404)
})

contractTest('closing one stream leaves the others alone', async (harness) => {
  const closing = await harness.openAnswered()
  const staying = await harness.openAnswered()
  await closing.stream.close()
  await staying.connection.send('data: still here\n\n')
  assert.equal((await staying.stream.nextEvent()).data, 'still here')
})

contractTest('a restart replaces the connection and is no error', async (harness) => {
  const { stream, connection } = await harness.openAnswered()
  await connection.send('id: abc\ndata: Hello\n\ndata: not fin')
  await stream.nextEvent()
  assert.equal((await stream.command({ command: 'restart' })).status, 202)
  await connection.closed
  const second = await harness.next()
  assert.equal(second.headers['last-event-id'], 'abc')
  second.open()
  await second.send('data: Thanks\n\n')
  assert.deepEqual(await stream.nextEvent(), { type: 'message', data: 'Thanks', id: 'abc' })
})

contractTest('a restart opens again what had ended for good', async (harness) => {
  const stream = await harness.openStream()
  const connection = await harness.next()
  connection.answer(204)
  await stream.nextError()
  await stream.command({ command: 'restart' })
  const second = await harness.next()
  second.open()
  await second.send('data: back\n\n')
  assert.equal((await stream.nextEvent()).data, 'back')
})

contractTest('a read time-out is an error and a new connection', async (harness) => {
  const { stream, connection } = await harness.openAnswered({ readTimeoutMs: 300 })
  await connection.send('id: abc\ndata: Hello\n\n')
  assert.equal((await stream.nextEvent()).data, 'Hello')
  assert.equal(await stream.nextError(), 'nothing came for 300 ms')
  await connection.closed
  assert.equal((await harness.next()).headers['last-event-id'], 'abc')
})
