/** The load generator sees what is wrong, on streams that a server of the test's own writes. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { ChunkedBody } from './client/chunks.mjs'
import { EventReader } from './client/events.mjs'
import { Follower } from './client/follower.mjs'
import { compareIds, Order } from './client/order.mjs'

const HEAD = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
const chunk = (text) => `${text.length.toString(16)}\r\n${text}\r\n`
const status = (id) => `id: ${id}\nevent: status\ndata: {"status":"processing"}\n\n`

test('a body is put together however its bytes are cut', () => {
  const bytes = Buffer.from(chunk('retry: 3000\n\n') + chunk('0123456789abcdef0') + '0\r\n\r\n')
  for (let size = 1; size <= bytes.length; size += 1) {
    const body = new ChunkedBody()
    let text = ''
    for (let at = 0; at < bytes.length; at += size) text += body.take(bytes.subarray(at, at + size))
    assert.equal(text, 'retry: 3000\n\n0123456789abcdef0', `in pieces of ${size}`)
    assert.equal(body.ended, true)
  }
})

test('events are read with their names and ids, comments and retries are none', () => {
  const reader = new EventReader()
  assert.deepEqual(reader.take('retry: 3000\n\n: ping\n\nid: a-1\nevent: sta'), [])
  assert.deepEqual(reader.take('tus\ndata: {"a": 1}\n\ndata: x\n\n'), [
    { event: 'status', id: 'a-1', data: '{"a": 1}' },
    { event: 'message', id: '', data: 'x' },
  ])
})

test('ids are ordered by epoch first, and by sequence as a number', () => {
  assert.ok(compareIds('a-9', 'a-10') < 0)
  assert.ok(compareIds('b-1', 'a-10') > 0)
  assert.equal(compareIds('a-1', 'a-1'), 0)
})

test('within a stream, what comes twice or too late is told, and what is passed over counted', () => {
  const order = new Order()
  const said = ['a-1', 'a-2', 'a-2', 'a-5', 'a-4', 'b-1'].map((id) => order.take(id))
  assert.deepEqual(said, [null, null, 'a-2 came twice', null, 'a-4 came after a-5', null])
  assert.equal(order.skipped, 2)
  assert.equal(order.epochChanges, 1)
  assert.equal(order.newest, 'b-1')
})

test('an order that goes on from before knows what is older, and what is between', () => {
  const order = new Order('a-4')
  assert.deepEqual(
    ['a-3', 'a-7'].map((id) => order.take(id)),
    ['a-3 came after a-4', null],
  )
  assert.equal(order.skipped, 2)
})

/** A follower of a server that answers its n-th request with `scripts[n]`; `asked` are the requests. */
async function followed(context, scripts) {
  const asked = []
  let settle
  const allAsked = new Promise((resolve) => (settle = resolve))
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (request) => {
      asked.push(String(request))
      if (asked.length > scripts.length) settle()
      socket.end(scripts[asked.length - 1] ?? 'HTTP/1.1 204 No Content\r\n\r\n')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const follower = new Follower(server.address().port, ['token', 'session'])
  context.after(() => {
    follower.close()
    server.close()
  })
  // The request after the last script tells that this was read to its end.
  await allAsked
  return { follower, asked }
}

const passedOver = ({ gaps, passedOverBetween }) => ({
  within: gaps.reduce((sum, [, count]) => sum + count, 0),
  between: passedOverBetween,
})

test('a follower comes back with what it has seen last, and knows what it is told again', async (context) => {
  const { follower, asked } = await followed(context, [
    HEAD + chunk(status('a-1')) + chunk(status('a-2')),
    HEAD + chunk(status('a-2')) + chunk(status('a-3')),
  ])
  assert.match(asked[1], /Last-Event-ID: a-2\r\n/)
  const { repeated, duplicated, disordered, newest, gaps } = follower
  assert.deepEqual(
    { repeated, duplicated, disordered },
    { repeated: 1, duplicated: 0, disordered: 0 },
  )
  assert.equal(newest, 'a-3')
  assert.deepEqual(gaps, [])
})

test('a follower counts what comes twice, too late, or not at all', async (context) => {
  const { follower } = await followed(context, [
    HEAD + chunk(status('a-5')) + chunk(status('a-5')),
    HEAD + chunk(status('a-4')) + chunk(status('a-6')) + chunk(status('a-9')),
  ])
  const { repeated, duplicated, disordered } = follower
  assert.deepEqual(
    { repeated, duplicated, disordered },
    { repeated: 0, duplicated: 1, disordered: 1 },
  )
  // From a-6 to a-9: what came too late was no new beginning.
  assert.deepEqual(passedOver(follower), { within: 2, between: 0 })
})

test('what a follower missed between two streams is counted, apart from what one of them left out', async (context) => {
  const { follower } = await followed(context, [
    HEAD + chunk(status('a-1')),
    HEAD + chunk(status('a-5')) + chunk(status('a-7')),
    HEAD + chunk(status('a-7')) + chunk(status('a-9')),
  ])
  assert.deepEqual(passedOver(follower), { within: 2, between: 3 })
  assert.equal(follower.repeated, 1)
})

test('a follower counts changes of epoch, across which nobody can count updates', async (context) => {
  const { follower } = await followed(context, [
    HEAD + chunk(status('a-1')) + chunk(status('b-4')),
    HEAD + chunk(status('c-9')) + chunk(status('b-5')),
  ])
  assert.equal(follower.epochChanges, 2)
  assert.deepEqual(passedOver(follower), { within: 0, between: 0 })
  assert.equal(follower.disordered, 1)
})
