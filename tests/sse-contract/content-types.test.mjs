/** Which answers are event streams. */
import assert from 'node:assert/strict'
import { contractTest } from './support/harness.mjs'

const STREAMS = [
  'text/event-stream',
  'text/event-stream; charset=utf-8',
  'text/event-stream;charset=UTF-8',
  'Text/Event-Stream',
  'TEXT/EVENT-STREAM ; CHARSET=UTF-8',
  'text/event-stream; charset=latin1',
]

for (const type of STREAMS) {
  contractTest(`'${type}' is an event stream, read as UTF-8`, async ({ openStream, next }) => {
    const stream = await openStream()
    const connection = await next()
    connection.open({ 'content-type': type })
    await connection.send('data: €豆腐\n\n')
    assert.deepEqual(await stream.nextEvent(), { type: 'message', data: '€豆腐', id: '' })
  })
}

const OTHERS = ['text/html', 'application/json', 'text/event-streams', 'text/event', 'event-stream']

for (const type of OTHERS) {
  contractTest(`'${type}' is an error that names it, and is tried again`, async (harness) => {
    const stream = await harness.openStream()
    const connection = await harness.next()
    connection.open({ 'content-type': type })
    await connection.send('data: not to be read\n\n')
    assert.equal(await stream.nextError(), `expected text/event-stream, was answered with ${type}`)
    await connection.closed
    const second = await harness.next()
    second.open()
    await second.send('data: at last\n\n')
    assert.equal((await stream.nextEvent()).data, 'at last')
  })
}

contractTest('an answer of no type is an error', async ({ openStream, next }) => {
  const stream = await openStream()
  const connection = await next()
  connection.answer(200)
  assert.equal(
    await stream.nextError(),
    'expected text/event-stream, was answered with no content type',
  )
})
