/** The documents' code runs, and does what they say, against a server that the test scripts. */
import '../node/support/dom.mjs'
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { act, cleanup, render } from '@testing-library/react'
import { createElement } from 'react'
import { installTestWorld } from 'transcription-status-sse/testing'
import { blockWith, blocksOf } from './support/blocks.mjs'
import { runKept } from './support/kept-tests.mjs'
import { scriptRunner } from './support/scripts.mjs'

const run = await scriptRunner('running')
const page = (name) => `js-bindings/docs/${name}.md`

let world

beforeEach(async () => {
  world = installTestWorld()
  await world.ready()
})
afterEach(async () => {
  cleanup()
  await world.clock.advance(250)
  world.restore()
})

const advance = (ms) => act(() => world.clock.advance(ms))

/** Renders a component that a block exports, on a session that is half done; gives what is read. */
async function show(block, name, session = world.server.session('job')) {
  const { [name]: Component } = await run(block)
  const view = render(createElement(Component, { sessionId: 'job' }))
  await advance(0)
  await act(async () => {
    session.publish({ status: 'processing', progress: 42, message: 'Listening.' })
  })
  await advance(50)
  return { ...view, text: () => view.container.textContent, session }
}

/** What the hook of a block gives, as the component that uses it has it. */
async function follow(block, name) {
  const { [name]: useIt } = await run(block)
  const shown = {}
  const Follower = () => {
    Object.assign(shown, useIt('job'))
    return null
  }
  render(createElement(Follower))
  await advance(0)
  return shown
}

test('README: the component at the top shows message and progress, and the fallback', async () => {
  const [first] = blocksOf('README.md', 'tsx')
  const { text } = await show(first, 'Progress')
  assert.match(text(), /Listening\. 42 %/)
  cleanup()
  await advance(250)
  world.server.streams = { httpStatus: 503 }
  const { text: polled } = await show(first, 'Progress')
  await advance(10_000)
  assert.match(polled(), /updates every few seconds/)
})

test('README and components.md: cards show what the hook gives', async () => {
  const card = await show(blockWith('README.md', 'tsx', 'const Card'), 'Card')
  assert.match(card.text(), /Listening\./)
  cleanup()
  globalThis.CancelButton = () => createElement('button', null, 'Cancel')
  const [own, inArabic] = blocksOf(page('components'), 'tsx')
  const { container } = await show(own, 'Progress')
  assert.equal(container.querySelector('.card [data-part=actions] button').textContent, 'Cancel')
  cleanup()
  const { container: arabic } = await show(inArabic, 'Progress')
  assert.equal(arabic.firstChild.dir, 'rtl')
})

/** A client's code but for its last lines, which end it. */
const untilLater = (text) =>
  text.split('// later')[0].replaceAll(/^const (client|stop)/gm, 'export const $1')

test('README, using.md: clients report progress, and nothing once they are disposed of', async (context) => {
  const log = context.mock.method(console, 'log', () => undefined)
  for (const block of [
    blockWith('README.md', 'ts', 'createTranscriptionClient'),
    blockWith(page('using'), 'ts', 'createTranscriptionClient'),
  ]) {
    const session = world.server.session('SESSION_ID')
    const before = log.mock.callCount()
    const { client, stop } = await run(block, untilLater)
    await world.clock.advance(0)
    session.publish({ progress: 30 })
    await world.clock.advance(50)
    assert.equal(log.mock.calls.at(-1).arguments[0], 30)
    assert.ok(log.mock.callCount() > before)
    assert.match(
      world.server.asked.at(-1).url,
      /^https:\/\/api\.example\.com\/api\/v1\/sessions\/SESSION_ID/,
    )
    stop()
    client.dispose()
    await world.clock.advance(250)
    assert.equal(world.held, 0)
  }
})

test('using.md: the component with a mode, and credentials that are asked anew', async () => {
  const { container } = await show(blockWith(page('using'), 'tsx', '<progress'), 'Progress')
  const bar = container.querySelector('progress')
  assert.deepEqual([bar.value, bar.dataset.mode], [42, 'sse'])
  cleanup()
  await advance(250)
  let token = 'old'
  globalThis.currentToken = async () => token
  globalThis.signInAgain = async () => (token = 'new')
  world.server.streams = { httpStatus: 401 }
  const asked = world.server.asked.length
  await follow(blockWith(page('using'), 'tsx', 'useMyStatus'), 'useMyStatus')
  world.server.streams = null
  await advance(5_000)
  const sent = world.server.asked.slice(asked).map(({ headers }) => headers.get('authorization'))
  assert.equal(sent[0], 'Bearer old')
  assert.equal(sent.at(-1), 'Bearer new')
})

test('options.md: addresses of the app’s own', async (context) => {
  const info = context.mock.method(console, 'info', () => undefined)
  world.server.sessionIdOf = (url) => url.split('/jobs/')[1]?.split('?')[0]
  world.server.session('SESSION_ID')
  await run(blockWith(page('options'), 'ts', 'streamUrl'))
  await world.clock.advance(0)
  assert.equal(world.server.asked[0].url, 'https://events.example.com/jobs/SESSION_ID')
  assert.ok(info.mock.calls.some(({ arguments: [line] }) => line === 'connecting → open'))
  world.server.session('SESSION_ID').complete()
  await world.clock.advance(1_000)
})

test('errors.md: an error of use says what the page says that it says', async (context) => {
  const log = context.mock.method(console, 'log', () => undefined)
  const block = blockWith(page('errors'), 'ts', 'pollIntervalMs: -1')
  await run(block)
  const [, said] = /\/\/ (RangeError: .*)/.exec(block.text)
  assert.deepEqual(
    log.mock.calls.map(({ arguments: [line] }) => line),
    [said],
  )
})

test('porting.md: the ported hook polls the same address at the same interval', async () => {
  const session = world.server.session('job')
  const shown = await follow(blockWith(page('porting'), 'tsx', "transport: 'polling'"), 'useStatus')
  session.publish({ progress: 10 })
  await advance(3_000)
  assert.equal(shown.status.progress, 10)
  assert.deepEqual(
    world.server.asked.map(({ kind, at }) => [kind, at]),
    [
      ['status', 0],
      ['status', 3_000],
    ],
  )
  session.complete()
  await advance(10_000)
  assert.equal(world.server.asked.length, 3)
})

test('tabs.md: without Web Locks each tab has a connection of its own', async () => {
  world.server.session('job').publish({ progress: 7 })
  const shown = await follow(blocksOf(page('tabs'), 'tsx')[0], 'useSharedStatus')
  await advance(1_000)
  assert.equal(shown.status.progress, 7)
})

test('inspector.md: the panel watches the connection of the page', async () => {
  const [block] = blocksOf(page('inspector'), 'tsx')
  const { container, session } = await show(block, 'Session')
  assert.equal(world.server.openStreams, 1)
  const panel = container.querySelector('[data-part=connection-inspector]')
  assert.equal(panel.dataset.connection, 'open')
  await act(async () => session.complete())
  await advance(100)
  assert.equal(panel.dataset.connection, 'closed')
  assert.equal(world.beacons[0].url, '/api/v1/telemetry')
})

test('testing.md: its tests pass, and put the world back', async () => {
  world.restore()
  const [block] = blocksOf(page('testing'), 'tsx')
  assert.equal(await runKept(() => run(block)), 2)
  installTestWorld().restore()
})
