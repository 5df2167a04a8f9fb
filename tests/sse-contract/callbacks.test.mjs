/** How the service reports. */
import assert from 'node:assert/strict'
import { contractTest } from './support/harness.mjs'
import { queueOf } from './support/queue.mjs'

const events = (count) => Array.from({ length: count }, (_, at) => `data: ${at}\n\n`).join('')

contractTest('messages are numbered from 1, errors among them', async (harness) => {
  const { stream, connection } = await harness.openAnswered()
  await connection.send(events(2))
  await stream.nextEvent()
  await stream.nextEvent()
  connection.end()
  assert.equal(await stream.nextError(), 'the connection was ended')
  const second = await harness.next()
  second.open()
  await second.send(events(1))
  await stream.nextEvent()
  assert.deepEqual(stream.numbers, [1, 2, 3, 4])
})

contractTest('a slow harness gets one message at a time, in order', async (harness) => {
  const { stream, connection } = await harness.openAnswered()
  const taken = queueOf()
  stream.takeWith((number, { event }) => new Promise((done) => taken.push({ number, event, done })))
  await connection.send(events(5))
  // Each is answered only after another stream's whole life: whoever did not wait would be here.
  for (let count = 0; count < 5; count += 1) {
    const { number, event, done } = await taken.next()
    assert.deepEqual([number, event.data], [count + 1, `${count}`])
    await wholeLife(harness)
    assert.equal(taken.length, 0)
    done()
  }
})

async function wholeLife({ openAnswered }) {
  const { stream, connection } = await openAnswered()
  await connection.send(events(3))
  for (let count = 0; count < 3; count += 1) await stream.nextEvent()
  await stream.close()
}

contractTest('closing drops what a slow harness has not taken', async (harness) => {
  const { stream, connection } = await harness.openAnswered()
  const taken = queueOf()
  stream.takeWith((number) => new Promise((done) => taken.push({ number, done })))
  await connection.send(events(5))
  const { number, done } = await taken.next()
  await stream.close()
  done()
  await wholeLife(harness)
  assert.deepEqual([number, taken.length], [1, 0])
})

contractTest('a message that is not taken does not stop those that follow', async (harness) => {
  const { stream, connection } = await harness.openAnswered()
  const taken = queueOf()
  stream.takeWith(async (number) => {
    taken.push(number)
    if (number === 1) throw new Error('not taken')
  })
  await connection.send(events(3))
  for (const expected of [1, 2, 3]) assert.equal(await taken.next(), expected)
  assert.match(harness.logged[0], /^POST .*\/1: status 500$/)
})
