/** Events as they come over a connection, however it is cut. */
import assert from 'node:assert/strict'
import { contractTest } from './support/harness.mjs'

const event = (data, type = 'message', id = '') => ({ type, data, id })

/** Sends `pieces`, each in a write of its own, and compares what is reported. */
async function expectEvents({ openAnswered }, pieces, expected) {
  const { stream, connection } = await openAnswered()
  const sent = (async () => {
    for (const piece of pieces) await connection.send(piece)
  })()
  for (const one of expected) assert.deepEqual(await stream.nextEvent(), one)
  await sent
}

/** `bytes` in pieces of `size`. */
function cut(bytes, size) {
  const whole = Buffer.from(bytes)
  const pieces = []
  for (let at = 0; at < whole.length; at += size) pieces.push(whole.subarray(at, at + size))
  return pieces
}

const LINE_ENDS = { LF: '\n', CRLF: '\r\n', CR: '\r' }

for (const [name, end] of Object.entries(LINE_ENDS)) {
  for (const size of [1, 2, Infinity]) {
    const how = size === Infinity ? 'at once' : `in pieces of ${size}`
    contractTest(`lines end in ${name}, sent ${how}`, async (harness) => {
      const lines = [
        ...[': a comment', 'data: one', '', '', ''],
        ...['data:', 'data: two', 'data', 'data: three', ''],
        ...['id: 7', 'event: greeting', 'data: €豆腐', 'color: blue', ''],
        // After CR alone an LF could follow: this line shows that it does not.
        ': the end',
      ]
      const bytes = Buffer.from(`${lines.join(end)}${end}`)
      await expectEvents(harness, cut(bytes, Math.min(size, bytes.length)), [
        event('one'),
        event('\ntwo\n\nthree'),
        event('€豆腐', 'greeting', '7'),
      ])
    })
  }
}

contractTest('a CR and its LF may come in different pieces', async (harness) => {
  const pieces = ['data: Hello\r', '\ndata: World\r', '\n\r\ndata: OK\r', '\n', '\r', '\n']
  await expectEvents(harness, pieces, [event('Hello\nWorld'), event('OK')])
})

const BOM = '\uFEFF'

for (const [name, pieces] of [
  ['at once', [`${BOM}data: ${BOM}Hello\n\ndata: ${BOM}World\n\n`]],
  ['in pieces', [...cut(BOM, 1), `data: ${BOM}Hello\n\ndata: `, ...cut(BOM, 2), 'World\n\n']],
]) {
  contractTest(`only a byte-order mark that leads is left out, sent ${name}`, async (harness) => {
    await expectEvents(harness, pieces, [event(`${BOM}Hello`), event(`${BOM}World`)])
  })
}

contractTest('a second byte-order mark makes its line another field', async (harness) => {
  await expectEvents(harness, [`${BOM}${BOM}data: a\ndata: b\n\n`], [event('b')])
})

contractTest('comments are not reported and end nothing', async (harness) => {
  await expectEvents(
    harness,
    [':\n:Hello\ndata: a\n: b\n', ':\n\ndata:c\n\n:\n\n'],
    [event('a'), event('c')],
  )
})

contractTest('fields are read with one space or none, in any order', async (harness) => {
  const bytes = 'data:  a\nid:1\nevent:  b\n\nevent: c\ndata:d\nid\n\nevent: no data\n\ndata\n\n'
  await expectEvents(harness, [bytes], [event(' a', ' b', '1'), event('d', 'c'), event('')])
})

contractTest('two messages may share a piece', async (harness) => {
  await expectEvents(
    harness,
    ['data: test', 'test\n\ndata:', 'test\n\n'],
    [event('testtest'), event('test')],
  )
})

contractTest('characters may be cut anywhere', async (harness) => {
  await expectEvents(harness, cut('data: €豆腐🎧é\n\n', 1), [event('€豆腐🎧é')])
})

contractTest('what is no UTF-8 comes out as U+FFFD', async (harness) => {
  const bytes = Buffer.concat([Buffer.from('data: a'), Buffer.of(0xff), Buffer.from('b\n\n')])
  await expectEvents(harness, [bytes], [event('a\uFFFDb')])
})

contractTest('many events in one piece are reported in order', async (harness) => {
  const expected = Array.from({ length: 200 }, (_, place) => event(`message ${place}`))
  await expectEvents(harness, [expected.map(({ data }) => `data: ${data}\n\n`).join('')], expected)
})

/** Around the sizes of buffers. */
const SIZES = [1, 1023, 1024, 1025, 4095, 4097, 8191, 8193, 65_535, 65_537, 1_048_577]

contractTest('payloads of all sizes arrive whole', async ({ openAnswered }) => {
  const { stream, connection } = await openAnswered()
  for (const size of SIZES) {
    void connection.send(`data: ${'x'.repeat(size)}\n\n`)
    assert.ok((await stream.nextEvent()).data === 'x'.repeat(size), `of ${size} bytes`)
  }
})

contractTest('a payload of 14 MB in two pieces arrives whole', async ({ openAnswered }) => {
  const { stream, connection } = await openAnswered()
  const [a, b] = ['0123456', 'abcdefg'].map((text) => text.repeat(1_000_000))
  void connection.send(`data: ${a}`)
  void connection.send(`${b}\n\ndata: and on\n\n`)
  assert.ok((await stream.nextEvent()).data === a + b)
  assert.equal((await stream.nextEvent()).data, 'and on')
})
