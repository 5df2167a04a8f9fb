/** What a stream is asked for with. */
import assert from 'node:assert/strict'
import { contractTest } from './support/harness.mjs'

contractTest('a stream is asked for by GET, uncached, and by no id', async (harness) => {
  await harness.openStream()
  const { method, url, headers, body } = await harness.next()
  assert.deepEqual([method, url, body], ['GET', '/stream', ''])
  assert.equal(headers.accept, 'text/event-stream')
  assert.equal(headers['cache-control'], 'no-cache')
  assert.equal('last-event-id' in headers, false)
})

contractTest(
  'custom headers are sent, also when the stream is asked for again',
  async (harness) => {
    const headers = { 'header-name-1': 'value-1', authorization: 'Bearer abc' }
    await harness.openStream({ headers })
    for (const status of [500, 204]) {
      const connection = await harness.next()
      assert.equal(connection.headers['header-name-1'], 'value-1')
      assert.equal(connection.headers.authorization, 'Bearer abc')
      connection.answer(status)
    }
  },
)

contractTest('a custom Accept does not change what is accepted', async (harness) => {
  await harness.openStream({ headers: { accept: 'text/html' } })
  assert.equal((await harness.next()).headers.accept, 'text/event-stream')
})

contractTest('the address stays the same, with its query, whatever the id', async (harness) => {
  const { stream, connection } = await harness.openAnswered({
    streamUrl: harness.url('/a/b?c=d&c=e'),
  })
  await connection.send('id: abc\ndata: x\n\n')
  await stream.nextEvent()
  connection.end()
  assert.deepEqual([connection.url, (await harness.next()).url], Array(2).fill('/a/b?c=d&c=e'))
})

contractTest('streams at the same time are kept apart, each in its own line', async (harness) => {
  const names = Array.from({ length: 12 }, (_, place) => `stream-${place}`)
  const open = []
  for (const name of names) {
    const { stream, connection } = await harness.openAnswered({ lastEventId: `id-of-${name}` })
    open.push({ name, stream, connection })
  }
  const step = (text) =>
    Promise.all(open.map(({ name, connection }) => connection.send(text(name))))
  await step((name) => `event: ${name}\nda`)
  await step(() => 'ta: from ')
  await step((name) => `${name}\n\n`)
  for (const { name, stream } of open) {
    const expected = { type: name, data: `from ${name}`, id: `id-of-${name}` }
    assert.deepEqual(await stream.nextEvent(), expected)
  }
})
