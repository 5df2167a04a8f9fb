/** What requests are sent with: headers, and their renewal, with a core that the test rules. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from './support/dist.mjs'
import { ScriptedCore } from './support/scripted-core.mjs'
import { settled, World } from './support/world.mjs'

// Loaded on demand; loaded before, it is there at once.
await load('credentials.js')

const stream = (generation) => ({ type: 'open-stream', generation })
const request = (generation) => ({ type: 'request-status', generation })
const RENEW = { type: 'renew-credentials' }

/** A session with `options`; `decide` has effects carried out and settled. */
async function follow(options) {
  const world = new World()
  const core = new ScriptedCore()
  const diagnostics = []
  const store = await core.follow(world, {
    ...options,
    onDiagnostic: (what) => diagnostics.push(what),
  })
  const decide = async (...effects) => {
    core.decide(...effects)
    await settled()
  }
  return { world, core, store, diagnostics, decide }
}

const sentWith = ({ sent }) => Object.fromEntries(sent.headers)

test('headers go with streams, over fetch, and with requests', async () => {
  const { world, core, decide } = await follow({ headers: { 'X-Key': 'k' } })
  assert.equal(core.environment.transport, 'fetch')
  assert.equal(core.environment.canRenew, false)
  await decide({ ...stream(1), text: 'e-4' }, request(2))
  assert.deepEqual(sentWith(world.stream), { 'x-key': 'k' })
  assert.equal(world.stream.sent.lastEventId, 'e-4')
  assert.match(world.stream.url, /\?last_event_id=e-4$/)
  assert.equal(world.request.options.headers.get('x-key'), 'k')
})

test('headers that are a function, sync or async, are asked anew at each attempt', async () => {
  let n = 0
  const { world, core, decide } = await follow({
    headers: () => (++n % 2 === 1 ? { n: String(n) } : Promise.resolve({ n: String(n) })),
  })
  assert.equal(core.environment.canRenew, true)
  await decide(stream(1))
  await decide(stream(2))
  await decide(request(3))
  assert.deepEqual(world.streams.map(sentWith), [{ n: '1' }, { n: '2' }])
  assert.equal(world.request.options.headers.get('n'), '3')
})

for (const [name, headers] of [
  [
    'throw',
    () => {
      throw new Error('no token')
    },
  ],
  ['reject', () => Promise.reject(new Error('no token'))],
  ['cannot be sent', () => ({ authorization: '字' })],
]) {
  test(`headers that ${name} fail the attempt and are reported`, async () => {
    const { world, core, diagnostics, decide } = await follow({ headers })
    await decide(stream(1), request(2))
    assert.equal(world.streams.length + world.requests.length, 0)
    assert.deepEqual(
      core.all('stream-failed').map(({ generation }) => generation),
      [1],
    )
    assert.equal(core.all('response')[0].httpStatus, 0)
    assert.equal(diagnostics[0].code, 'no-credentials')
    assert.match(diagnostics[0].message, /^headers: .*(no token|ByteString)/)
  })
}

test('headers that never come hang nothing: the attempt can be ended', async () => {
  let isAsked = 0
  let answer
  const headers = () => {
    isAsked++
    return new Promise((resolve) => (answer = resolve))
  }
  const { world, core, decide } = await follow({ headers })
  await decide(stream(1), request(2))
  assert.equal(isAsked, 2)
  await decide({ type: 'close-stream', generation: 1 }, { type: 'cancel-request', generation: 2 })
  answer({})
  await decide()
  assert.equal(world.streams.length + world.requests.length, 0)
  assert.deepEqual([core.all('stream-failed'), core.all('response')], [[], []])
})

test('what is sent after a renewal waits for it', async () => {
  let token = 'old'
  let renewed
  const options = {
    headers: () => ({ token }),
    refreshAuth: () => new Promise((resolve) => (renewed = resolve)),
  }
  const { world, core, decide } = await follow(options)
  assert.equal(core.environment.canRenew, true)
  await decide(RENEW, stream(1), request(2))
  assert.equal(world.streams.length + world.requests.length, 0)
  token = 'new'
  renewed()
  await decide()
  assert.deepEqual(sentWith(world.stream), { token: 'new' })
  assert.equal(world.request.options.headers.get('token'), 'new')
})

test('a renewal goes for EventSource and its cookies too', async () => {
  let isRenewed = false
  const refreshAuth = async () => {
    isRenewed = true
  }
  const { world, core, decide } = await follow({ refreshAuth })
  assert.equal(core.environment.transport, 'auto')
  await decide(RENEW, stream(1))
  assert.equal(isRenewed, true)
  assert.equal(world.stream.sent, undefined)
})

test('a renewal that fails is answered as a 401; the next attempt asks without it', async () => {
  const refreshAuth = () => {
    throw new Error('signed out')
  }
  const { world, core, diagnostics, decide } = await follow({ refreshAuth, transport: 'fetch' })
  await decide(RENEW, stream(1), request(2))
  assert.equal(core.all('stream-refused')[0].httpStatus, 401)
  assert.equal(core.all('response')[0].httpStatus, 401)
  assert.match(diagnostics[0].message, /^refreshAuth: .*signed out/)
  assert.equal(diagnostics.length, 1)
  await decide(stream(3))
  assert.equal(world.streams.length, 1)
})

test('AC-2.1.3 a renewal may outlast attempts: nothing is sent with what was refused', async () => {
  let token = 'old'
  let renewed
  const options = {
    headers: () => ({ token }),
    refreshAuth: () => new Promise((resolve) => (renewed = resolve)),
  }
  const { world, decide } = await follow(options)
  await decide(RENEW, request(1))
  await decide({ type: 'cancel-request', generation: 1 }, request(2))
  await decide({ type: 'cancel-request', generation: 2 }, stream(3), request(4))
  assert.equal(world.streams.length + world.requests.length, 0)
  token = 'new'
  renewed()
  await decide()
  assert.deepEqual(sentWith(world.stream), { token: 'new' })
  assert.equal(world.requests.length, 1)
  assert.equal(world.request.options.headers.get('token'), 'new')
})

for (const [when, end] of [
  ['retry()', ({ store }) => store.retry()],
  ['two minutes are over', ({ world }) => world.advance(120_000)],
]) {
  test(`AC-2.1.3 a renewal that never ends is waited for until ${when}`, async () => {
    const followed = await follow({ refreshAuth: () => new Promise(() => undefined) })
    const { world, decide } = followed
    await decide(RENEW, request(1))
    await world.advance(110_000)
    await decide({ type: 'cancel-request', generation: 1 }, request(2))
    assert.equal(world.requests.length, 0)
    await end(followed)
    await decide({ type: 'cancel-request', generation: 2 }, request(3))
    assert.equal(world.requests.length, 1)
  })
}

test('what cannot be made a text is told all the same when it is thrown', async () => {
  const { diagnostics, decide } = await follow({
    headers: () => {
      throw Object.create(null)
    },
  })
  await decide(request(1))
  assert.equal(diagnostics[0].code, 'no-credentials')
  assert.match(diagnostics[0].message, /headers: .* got object/)
})

test('of several users the newest one’s credentials count, while it is there', async () => {
  const { world, store, decide } = await follow({ headers: { user: 'first' } })
  const second = { options: () => ({ headers: { user: 'second' } }) }
  store.acquire(second)
  store.acquire({ changed: () => undefined })
  await decide(stream(1))
  store.release(second, false)
  await decide(stream(2))
  assert.deepEqual(world.streams.map(sentWith), [{ user: 'second' }, { user: 'first' }])
})

test('a refused stream tells its status and wait, bytes go as they are, messages with their id', async () => {
  const { world, core, decide } = await follow({ transport: 'fetch' })
  await decide(stream(1))
  const bytes = Uint8Array.of(0xff)
  world.stream.listener.opened()
  world.stream.listener.bytes(bytes)
  world.stream.listener.message('status', '{}', 'e-1')
  world.stream.listener.refused(503, 7000)
  const [, opened, chunk, message, refused] = core.heard
  assert.equal(opened.type, 'stream-opened')
  assert.equal(chunk.text, bytes)
  assert.deepEqual([message.name, message.text, message.id], ['status', '{}', 'e-1'])
  assert.deepEqual([refused.generation, refused.httpStatus, refused.retryAfterMs], [1, 503, 7000])
})
