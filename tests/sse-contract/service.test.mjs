/** The service's own interface. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { contractTest } from './support/harness.mjs'
import { startService } from './service/service.mjs'

contractTest('it names its capabilities', async ({ ask }) => {
  const { status, headers, body } = await ask('GET', '/')
  assert.deepEqual([status, headers.get('content-type')], [200, 'application/json'])
  assert.deepEqual([...body.capabilities].sort(), [
    'bom',
    'headers',
    'last-event-id',
    'read-timeout',
    'server-directed-shutdown-request',
  ])
})

contractTest('it listens on loopback only', async ({ service }) => {
  assert.equal(new URL(service.url).hostname, '127.0.0.1')
})

contractTest('a stream has an address of its own, at the name it was asked by', async (harness) => {
  const { port } = new URL(harness.service.url)
  const streams = []
  for (const name of ['127.0.0.1', 'localhost']) {
    const body = JSON.stringify({ streamUrl: harness.url('/'), callbackUrl: harness.url('/') })
    const response = await fetch(`http://${name}:${port}/`, { method: 'POST', body })
    assert.equal(response.status, 201)
    streams.push(response.headers.get('location'))
  }
  assert.match(streams[0], new RegExp(`^http://127.0.0.1:${port}/streams/\\d+$`))
  assert.match(streams[1], new RegExp(`^http://localhost:${port}/streams/\\d+$`))
  assert.notEqual(new URL(streams[0]).pathname, new URL(streams[1]).pathname)
})

contractTest('fields that are null or unknown are as good as left out', async (harness) => {
  const { connection } = await harness.openAnswered({
    ...{ tag: 'basic parsing/one', initialDelayMs: null, readTimeoutMs: null, lastEventId: null },
    ...{ headers: null, method: null, body: null, somethingNew: { of: 'later' } },
  })
  assert.equal(connection.method, 'GET')
})

const GOOD = { streamUrl: 'http://localhost:1/', callbackUrl: 'http://localhost:1/' }

for (const [body, error] of [
  ['{', /^the body: expected JSON/],
  ['[]', /^the body: expected a JSON object, got \[\]/],
  ['null', /^the body: expected a JSON object, got null/],
  [{ callbackUrl: GOOD.callbackUrl }, /^streamUrl: expected an http or https URL, got undefined/],
  [{ streamUrl: GOOD.streamUrl }, /^callbackUrl: expected an http or https URL/],
  [{ ...GOOD, streamUrl: '/relative' }, /^streamUrl: .* got "\/relative"/],
  [{ ...GOOD, streamUrl: 'file:///etc/hostname' }, /^streamUrl: expected an http or https URL/],
  [{ ...GOOD, callbackUrl: 7 }, /^callbackUrl: .* got 7/],
  [{ ...GOOD, initialDelayMs: -1 }, /^initialDelayMs: expected a whole number .* got -1/],
  [{ ...GOOD, initialDelayMs: '10' }, /^initialDelayMs: .* got "10"/],
  [{ ...GOOD, readTimeoutMs: 0 }, /^readTimeoutMs: expected a whole number .* from 1 /],
  [{ ...GOOD, readTimeoutMs: 1.5 }, /^readTimeoutMs: .* got 1.5/],
  [{ ...GOOD, readTimeoutMs: 2 ** 31 }, /^readTimeoutMs: .* to 2147483647/],
  [{ ...GOOD, lastEventId: 7 }, /^lastEventId: expected a string that a header can hold, got 7/],
  [{ ...GOOD, lastEventId: 'a\nb' }, /^lastEventId: expected a string that a header can hold/],
  [{ ...GOOD, headers: 'a: b' }, /^headers: expected an object of header names/],
  [{ ...GOOD, headers: { a: 1 } }, /^headers: expected .* string values, got \{"a":1\}/],
  [{ ...GOOD, headers: { 'a b': 'c' } }, /^headers: expected names and values that HTTP allows/],
  [{ ...GOOD, method: 'POST' }, /^method: expected GET, .* 'post' .* got "POST"/],
  [{ ...GOOD, body: '{}' }, /^body: expected none, as the method is GET/],
]) {
  const shown = typeof body === 'string' ? body : JSON.stringify({ ...body, ...hidden(body) })
  contractTest(`a stream asked for by ${shown} is refused by name`, async ({ ask }) => {
    const answer = await ask('POST', '/', body)
    assert.equal(answer.status, 400)
    assert.match(answer.body.error, error)
  })
}

/** What is right need not be in a test's name. */
function hidden(body) {
  const isGood = (name) => body[name] === GOOD[name]
  return Object.fromEntries(
    Object.keys(GOOD)
      .filter(isGood)
      .map((name) => [name, undefined]),
  )
}

contractTest('a body that is far too long is refused', async ({ ask }) => {
  const answer = await ask('POST', '/', 'x'.repeat(2_000_000))
  assert.equal(answer.status, 413)
  assert.match(answer.body.error, /expected at most 1048576 bytes/)
})

contractTest('it takes the command listen in either spelling of its field', async (harness) => {
  const { stream, connection } = await harness.openAnswered()
  for (const field of ['listen', 'Listen']) {
    const { status } = await stream.command({ command: 'listen', [field]: { type: 'greeting' } })
    assert.equal(status, 202)
  }
  await connection.send('event: greeting\ndata: x\n\nevent: other\ndata: y\n\n')
  assert.deepEqual(
    [await stream.nextEvent(), await stream.nextEvent()].map(({ type }) => type),
    ['greeting', 'other'],
  )
})

contractTest('an unknown command is refused by name', async ({ openStream }) => {
  const stream = await openStream()
  for (const [command, error] of [
    [{ command: 'dance' }, /^command: expected listen or restart, got "dance"/],
    [{}, /^command: expected listen or restart, got undefined/],
    ['{', /^the body: expected JSON/],
  ]) {
    const answer = await stream.command(command)
    assert.equal(answer.status, 400)
    assert.match(answer.body.error, error)
  }
})

contractTest('what is not there is a 404, another method a 405', async ({ ask, openStream }) => {
  await openStream()
  for (const [method, path, status] of [
    ['GET', '/nowhere', 404],
    ['POST', '/streams/99', 404],
    ['DELETE', '/streams/99', 404],
    ['GET', '/streams/constructor', 404],
    ['PUT', '/', 405],
    ['GET', '/streams/1', 405],
  ]) {
    const answer = await ask(method, path, method === 'POST' ? '{}' : undefined)
    assert.equal(answer.status, status, `${method} ${path}`)
    assert.match(answer.body.error, status === 404 ? /^there is no stream at / : /: expected /)
  }
})

contractTest('DELETE / stops it with all its streams', async (harness) => {
  const { connection } = await harness.openAnswered()
  assert.equal((await harness.ask('DELETE', '/')).status, 204)
  await harness.service.stopped
  await connection.closed
  await assert.rejects(fetch(harness.service.url))
})

const SCRIPT = fileURLToPath(new URL('../../toolchain/sse-contract.mjs', import.meta.url))

for (const [args, error] of [
  [['--port', '0'], /^error: --port was expected to be a number from 1 to 65535, it is '0'\n$/],
  [['--port', 'http'], /^error: --port was expected to be .* it is 'http'\n$/],
  [['--prot', '8000'], /^error: Unknown option '--prot'/],
]) {
  test(`the command refuses ${args.join(' ')} in one sentence`, async () => {
    const child = spawn(process.execPath, [SCRIPT, ...args])
    let errors = ''
    child.stderr.on('data', (chunk) => (errors += chunk))
    const [code] = await once(child, 'close')
    assert.equal(code, 1)
    assert.match(errors, error)
  })
}

test('a port that is taken is told by its code', async (context) => {
  const log = () => undefined
  const { url, stop } = await startService({ port: 0, log })
  context.after(stop)
  await assert.rejects(startService({ port: Number(new URL(url).port), log }), {
    code: 'EADDRINUSE',
  })
})
