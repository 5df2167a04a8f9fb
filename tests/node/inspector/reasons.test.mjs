/** The reasons that the inspector gives, with the real core in virtual time. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load, loadCore, settingsOf, Store } from '../support/dist.mjs'
import { completed, say, settled, statusOf, World } from '../support/world.mjs'

const { decisionLog } = await load('inspector/decision-log.js')
const { worded } = await load('inspector/messages/contract.js')
const { english } = await load('inspector/messages/english.js')
const { arabic } = await load('inspector/messages/arabic.js')
// Loaded on demand; loaded before, it is there at once.
await load('decisions.js')

/** No jitter: what is said can be foretold. */
const EXACT = { backoffJitterFloor: 1, probeJitter: 0 }

/** A session that is recorded; `said` gives the reasons of the newest decisions, newest first. */
async function record(options = {}, prepare = () => undefined) {
  const world = new World()
  prepare(world)
  const log = decisionLog('job', (run) => (run(), () => undefined))
  const all = { ...options, policy: { ...EXACT, ...options.policy }, onDecision: log.addDecision }
  const store = new Store(settingsOf('job', all), world.ports, loadCore, () => undefined)
  store.acquire({ options: () => all })
  await loadCore()
  await settled()
  const said = async (messages = english) => {
    await settled()
    return log
      .getView()
      .entries.map(({ reasons }) => reasons.map((one) => worded(one, messages)).join(' · '))
  }
  const newest = async () => (await said())[0]
  return { world, store, log, said, newest }
}

/** The stream cannot be opened; then the wait passes. */
async function refuse(world, milliseconds) {
  world.stream.listener.failed()
  await settled()
  await world.advance(milliseconds)
}

const close = (more) => JSON.stringify({ reason: 'shutdown', reconnect: true, ...more })

test('AC-2.1.3 AC-3.1.1 three streams that cannot be opened: each wait and the fallback say why', async () => {
  const { world, said, newest } = await record()
  assert.equal(await newest(), 'attempt 1 of 3')
  await refuse(world, 1_000)
  const [again, first] = await said()
  assert.equal(
    first,
    'attempt 1 of 3 failed: the stream could not be opened · the bridge asks for the status at once' +
      ' · next attempt in 1 s (attempt 2 of 3)',
  )
  assert.equal(again, 'attempt 2 of 3')
  await refuse(world, 2_000)
  assert.equal(
    (await said())[1],
    'attempt 2 of 3 failed: the stream could not be opened · next attempt in 2 s (attempt 3 of 3)',
  )
  await refuse(world, 0)
  assert.equal(
    await newest(),
    'fallback: 3 attempts, last: the stream could not be opened · a poll every 3 s',
  )
})

test('AC-3.1.1 silence is named with its length, as the last of the attempts', async () => {
  const { world, newest } = await record({ policy: { maxAttempts: 1 } })
  world.stream.listener.opened()
  say(world.stream, statusOf(1))
  await world.advance(45_000)
  assert.equal(await newest(), 'fallback: 1 attempt, last: silence 45 s · a poll every 3 s')
})

test('no answer to a stream, and one that dies young, are named with their times', async () => {
  const { world, said, newest } = await record()
  await world.advance(10_000)
  assert.match(await newest(), /^attempt 1 of 3 failed: no answer for 10 s/)
  await world.advance(1_000)
  world.stream.listener.opened()
  await world.advance(2_500)
  world.stream.listener.failed()
  assert.match(
    (await said()).find((text) => text.startsWith('attempt 2 of 3 failed')),
    /the stream died young, after 2\.5 s/,
  )
})

test('a refusal with Retry-After says that polls and streams wait as long', async () => {
  const { world, newest } = await record({ transport: 'fetch' })
  world.stream.listener.refused(503, 10_000)
  assert.equal(
    await newest(),
    '503, Retry-After 10 s: polls and streams wait as long' +
      ' · attempt 1 of 3 failed: refused with 503 · next attempt in 10 s (attempt 2 of 3)',
  )
})

test('what the bridge learns of Retry-After prolongs the wait, and says so', async () => {
  const { world, newest } = await record()
  world.stream.listener.failed()
  await world.request.answer(503, '', 10_000)
  assert.equal(
    await newest(),
    '503, Retry-After 10 s: polls and streams wait as long' +
      ' · the server asked to wait: next attempt in 10 s',
  )
})

test('where polls have to wait longer than usual, no other interval is named beside it', async () => {
  const { world, newest } = await record({ transport: 'fetch', policy: { maxAttempts: 1 } })
  world.stream.listener.refused(503, 60_000)
  assert.equal(
    await newest(),
    '503, Retry-After 1 min: polls and streams wait as long' +
      ' · fallback: 1 attempt, last: refused with 503',
  )
  await world.advance(60_000)
  await world.request.answer(503, '', 60_000)
  assert.equal(await newest(), '503, Retry-After 1 min: polls and streams wait as long')
})

test('a planned close says its reason and when the client is back', async () => {
  for (const transport of ['eventsource', 'fetch']) {
    const { world, newest } = await record({ transport })
    world.stream.listener.opened()
    const text = close({ retry_after_ms: 500 })
    if (transport === 'fetch') {
      world.stream.listener.bytes(new TextEncoder().encode(`event: close\ndata: ${text}\n\n`))
    } else say(world.stream, text, 'close')
    assert.equal(
      await newest(),
      'planned close: shutdown, back in 0.5 s · next attempt in 0.5 s (attempt 1 of 3)',
    )
  }
})

test('AC-3.1.3 a probe says how long was polled, and the promotion what proved it', async () => {
  const { world, said, newest } = await record({ policy: { maxAttempts: 1 } })
  world.stream.listener.failed()
  await world.request.answer(200, JSON.stringify(statusOf(1)))
  assert.equal(await newest(), 'a newer status by the poll')
  for (let polls = 0; polls < 9; polls++) {
    await world.advance(3_000)
    await world.request.answer(200, JSON.stringify(statusOf(1)))
  }
  assert.equal(await newest(), 'no newer status by the poll: skipped')
  assert.equal((await said())[1], 'poll: 3 s since the last request')
  await world.advance(3_000)
  assert.match((await said()).slice(0, 2).join(' · '), /probe: 30 s of polling/)
  await world.advance(200)
  world.stream.listener.opened()
  assert.equal(await newest(), 'the probe opened after 0.2 s; polls go on until its first event')
  say(world.stream, statusOf(2))
  assert.equal(
    await newest(),
    'promoted: the probe delivered its first event · a newer status by the stream',
  )
})

test('a probe that fails says of what, and when the next one is due', async () => {
  const { world, said } = await record({ policy: { maxAttempts: 1 } })
  world.stream.listener.failed()
  await world.advance(30_000)
  world.stream.listener.failed()
  assert.equal(
    (await said())[0],
    'the probe failed: the stream could not be opened; polling goes on, next probe in 30 s',
  )
})

test('polls without an answer, and with an error, say so and how slow they get', async () => {
  const { world, newest } = await record({ transport: 'polling' })
  assert.equal(await newest(), 'polling: the app asked for polling · a poll every 3 s')
  await world.request.answer(500)
  assert.equal(
    await newest(),
    'the poll was answered with 500 · polls fail: one every 6 s from now on',
  )
  await world.advance(6_000)
  await world.advance(10_000)
  assert.match(await newest(), /the poll had no answer for 10 s/)
})

test('a proof of use frees the attempts again', async () => {
  const { world, newest } = await record()
  await refuse(world, 1_000)
  world.stream.listener.opened()
  say(world.stream, statusOf(1))
  await world.advance(12_000)
  say(world.stream, '{}', 'heartbeat')
  assert.equal(
    await newest(),
    'a sign of life · all 3 attempts are free again: the stream brought a status and has lived 12 s',
  )
})

test('the end is named: the last status, a fatal answer, one that is over for the server', async () => {
  const done = await record()
  done.world.stream.listener.opened()
  say(done.world.stream, completed(4))
  assert.equal(await done.newest(), 'the job’s last status: everything closes')

  const gone = await record()
  gone.world.stream.listener.failed()
  await gone.world.request.answer(404)
  assert.equal(await gone.newest(), '404: only retry() or another session can help')

  const ended = await record()
  ended.world.stream.listener.opened()
  say(ended.world.stream, close({ reconnect: false, reason: 'replaced' }), 'close')
  assert.equal(
    await ended.newest(),
    'the server ended its stream for good: replaced · one last question for the status',
  )
})

test('the last question: what the job is shows whether it is over, or ended early', async () => {
  const asked = async (httpStatus, status) => {
    const session = await record()
    session.world.stream.listener.opened()
    say(session.world.stream, statusOf(3))
    say(session.world.stream, close({ reconnect: false }), 'close')
    await session.world.request.answer(httpStatus, JSON.stringify(status))
    const newest = await session.newest()
    return [newest, session.log.getView().entries[0].isFailure]
  }
  const early =
    'the server ended the updates before the job was over: only retry() or another session can help'
  assert.deepEqual(await asked(200, completed(4)), [
    'the job’s last status: everything closes',
    false,
  ])
  assert.deepEqual(await asked(200, statusOf(4)), [
    `a newer status by the last question · ${early}`,
    true,
  ])
  assert.deepEqual(await asked(200, statusOf(3)), [
    `no newer status by the last question: skipped · ${early}`,
    true,
  ])
  assert.deepEqual(await asked(500, ''), [
    `the last question was answered with 500 · ${early}`,
    true,
  ])
})

test('offline, online, retry() and sleep are reasons of their own', async () => {
  const { world, store, newest } = await record()
  world.stream.listener.opened()
  world.report('offline')
  assert.match(await newest(), /^offline: /)
  world.report('online')
  assert.equal(await newest(), 'online again · attempt 1 of 3')
  world.stream.listener.opened()
  world.report('wake', { awayMs: 60_000 })
  assert.equal(
    await newest(),
    'looked at again after 1 min · the stream was out of sight for long: it is replaced · attempt 1 of 3',
  )
  store.retry()
  assert.match(await newest(), /^retry\(\): all attempts are free again/)
})

test('what cannot be read, and what an old stream says, change nothing and are named', async () => {
  const { world, newest } = await record()
  const old = world.stream
  old.listener.opened()
  say(old, '{}')
  assert.match(
    await newest(),
    /^what came by the stream is no status \(.*missing-field\): skipped$/,
  )
  await refuse(world, 1_000)
  say(old, statusOf(9))
  assert.equal(await newest(), 'said by one that was closed meanwhile: ignored')
})

test('where the browser cannot stream, polling says so', async () => {
  const { newest } = await record({}, (world) => (world.hasEventSource = false))
  assert.equal(await newest(), 'polling: the browser cannot stream · a poll every 3 s')
})

test('the record is bounded, says what it dropped, and tells decisions and failures apart', async () => {
  const { world, log } = await record()
  world.stream.listener.opened()
  for (let beat = 0; beat < 250; beat++) say(world.stream, '{}', 'heartbeat')
  world.stream.listener.failed()
  await settled()
  const { entries, dropped, beganAt, sessionId } = log.getView()
  assert.equal(entries.length, 200)
  assert.equal(dropped, 53)
  assert.equal(entries[0].number, 253)
  assert.deepEqual([beganAt, sessionId], [world.epoch, 'job'])
  assert.deepEqual([entries[0].isDecision, entries[0].isFailure], [true, true])
  assert.deepEqual([entries[1].isDecision, entries[1].isFailure], [false, false])
})

test('a burst of decisions is told of once a frame', async () => {
  const frames = []
  const log = decisionLog('job', (run) => (frames.push(run), () => undefined))
  let told = 0
  const stop = log.subscribe(() => told++)
  const transition = { from: 'idle', to: 'connecting', at: 1 }
  for (let n = 0; n < 100; n++) log.addTransition(transition)
  assert.deepEqual([told, frames.length], [0, 1])
  frames[0]()
  assert.equal(told, 1)
  stop()
  log.addTransition(transition)
  frames[1]()
  assert.equal(told, 1)
})

test('Arabic has a sentence of its own for each', async () => {
  const { world, said } = await record()
  await refuse(world, 1_000)
  await refuse(world, 2_000)
  await refuse(world, 0)
  const [fallback] = await said(arabic)
  assert.equal(fallback, 'الوضع الاحتياطي: 3 محاولات، آخرها: تعذَّر فتح البث · استطلاع كل 3 ث')
  for (const [kind, sentence] of Object.entries(arabic.reasons)) {
    const [own, other] = [sentence, english.reasons[kind]].map((one) => spoken(one))
    // What the machine and HTTP call it is the same in all languages.
    const words = own.replace(/retry\(\)|Retry-After/g, '')
    assert.match(words, /\p{Script=Arabic}/u, kind)
    assert.doesNotMatch(words, /\p{Script=Latin}/u, kind)
    assert.notEqual(own, other, kind)
  }
})

/** What any reason could be built from. */
const FACTS = {
  why: 'silence',
  source: 'poll',
  asked: 'bridge',
  cause: { kind: 'silence', afterMs: 1_000 },
  last: { kind: 'refused', httpStatus: 503 },
  complaint: null,
  field: '',
  reason: '',
  isProbe: true,
  httpStatus: 503,
  ...Object.fromEntries(['attempt', 'attempts', 'maxAttempts'].map((count) => [count, 3])),
  ...Object.fromEntries(
    ['ms', 'everyMs', 'afterMs', 'livedMs', 'nextMs', 'pollingMs', 'sinceMs', 'awayMs'].map(
      (duration) => [duration, 65_000],
    ),
  ),
}

const spoken = (sentence) => (typeof sentence === 'string' ? sentence : sentence(FACTS))
