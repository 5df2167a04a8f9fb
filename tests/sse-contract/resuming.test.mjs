/** Where a stream goes on after it was lost. */
import assert from 'node:assert/strict'
import { contractTest } from './support/harness.mjs'

/** The last-event-id of the next connection, after `bytes` and as many events. */
async function resumedAfter(harness, { more, bytes, events }) {
  const { stream, connection } = await harness.openAnswered(more)
  await connection.send(bytes)
  for (let count = 0; count < events; count += 1) await stream.nextEvent()
  connection.breakOff()
  return (await harness.next()).headers['last-event-id']
}

const lastEventId = 'initial'

for (const [name, run, expected] of [
  ['the id of the last event is sent', { bytes: 'id: abc\ndata: x\n\n', events: 1 }, 'abc'],
  [
    'an id holds for later events that name none',
    { bytes: 'id: abc\ndata: x\n\ndata: y\n\n', events: 2 },
    'abc',
  ],
  [
    'an empty id takes the one before back: no header is sent',
    { bytes: 'id: abc\ndata: x\n\nid: \ndata: y\n\n', events: 2 },
    undefined,
  ],
  [
    'an id with a NUL is ignored',
    { bytes: 'id: abc\ndata: x\n\nid: d\0ef\ndata: y\n\n', events: 2 },
    'abc',
  ],
  [
    'the id of an event that was not finished does not count',
    { bytes: 'id: abc\ndata: x\n\nid: def\ndata: y', events: 1 },
    'abc',
  ],
  [
    'the initial id holds while the stream names none',
    { more: { lastEventId }, bytes: 'data: x\n\n', events: 1 },
    'initial',
  ],
  [
    'the stream’s id takes the place of the initial one',
    { more: { lastEventId }, bytes: 'id: abc\ndata: x\n\n', events: 1 },
    'abc',
  ],
  [
    'an empty id takes the initial one back',
    { more: { lastEventId }, bytes: 'id\ndata: x\n\n', events: 1 },
    undefined,
  ],
  [
    'an id that no header can hold is not sent',
    { bytes: 'id: a\x01b\ndata: x\n\n', events: 1 },
    undefined,
  ],
]) {
  contractTest(name, async (harness) => {
    assert.equal(await resumedAfter(harness, run), expected)
  })
}

contractTest('the initial id is sent, and is that of events which name none', async (harness) => {
  const { stream, connection } = await harness.openAnswered({ lastEventId })
  assert.equal(connection.headers['last-event-id'], 'initial')
  await connection.send('data: x\n\n')
  assert.equal((await stream.nextEvent()).id, 'initial')
})

contractTest('the initial id is sent again after attempts without a stream', async (harness) => {
  await harness.openStream({ lastEventId })
  for (const status of [500, 503, 204]) {
    const connection = await harness.next()
    assert.equal(connection.headers['last-event-id'], 'initial')
    connection.answer(status)
  }
})

contractTest('an id of a frame without data counts too', async (harness) => {
  const { stream, connection } = await harness.openAnswered()
  await connection.send('data: x\n\nid: abc\n\n')
  await stream.nextEvent()
  connection.end()
  // Whether the frame without an event was read cannot be awaited; an orderly end comes after it.
  assert.equal((await harness.next()).headers['last-event-id'], 'abc')
})

contractTest('ids travel as UTF-8', async (harness) => {
  const { connection } = await harness.openAnswered()
  await connection.send('id: é-字-🎧\ndata: x\n\n')
  connection.end()
  const { rawHeaders } = await harness.next()
  const id = rawHeaders[rawHeaders.findIndex((name) => /^last-event-id$/i.test(name)) + 1]
  assert.equal(Buffer.from(id, 'latin1').toString('utf8'), 'é-字-🎧')
})

contractTest('the id lasts over connections that bring nothing', async (harness) => {
  const { stream, connection } = await harness.openAnswered()
  await connection.send('id: abc\ndata: x\n\n')
  await stream.nextEvent()
  connection.breakOff()
  for (let count = 0; count < 3; count += 1) {
    const later = await harness.next()
    assert.equal(later.headers['last-event-id'], 'abc')
    later.open()
    later.end()
  }
})

contractTest('what was not finished is dropped, and the next stream is whole', async (harness) => {
  const { stream, connection } = await harness.openAnswered()
  await connection.send('id: abc\ndata: Hello\n\nevent: lost\nid: def\ndata: Goodbye')
  assert.deepEqual(await stream.nextEvent(), { type: 'message', data: 'Hello', id: 'abc' })
  connection.breakOff()
  assert.equal(await stream.nextError(), 'the connection was ended')
  const second = await harness.next()
  second.open()
  await second.send('\uFEFFdata: We meet again\n\n')
  assert.deepEqual(await stream.nextEvent(), { type: 'message', data: 'We meet again', id: 'abc' })
})
