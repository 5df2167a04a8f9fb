/** Nothing of one test is left for the next, and nothing of a test goes to a network. */
import '../support/dom.mjs'
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { act, cleanup, renderHook } from '@testing-library/react'
import { createTranscriptionClient, load } from '../support/dist.mjs'

const { useTranscriptionStatusSSE } = await load('index.js')
const { installTestWorld } = await load('testing/index.js')

/** What went to the browser's own network. */
const really = []
globalThis.EventSource = class extends EventTarget {
  constructor(url) {
    super()
    really.push(url)
  }
  close() {}
}
globalThis.fetch = (url) => {
  really.push(String(url))
  return new Promise(() => undefined)
}

let world

beforeEach(async () => {
  really.length = 0
  world = installTestWorld()
  await world.ready()
})
afterEach(() => {
  cleanup()
  world.restore()
})

const advance = (durationMs) => act(() => world.clock.advance(durationMs))

async function follow(id, options) {
  const { result } = renderHook(() => useTranscriptionStatusSSE(id, options))
  await advance(0)
  return result
}

async function anotherWorld() {
  world.restore()
  world = installTestWorld()
  await world.ready()
}

test('a session that is followed when the world is restored ends, and goes to no network', async () => {
  const session = world.server.session('job')
  await follow('job')
  const client = createTranscriptionClient('other', { baseUrl: 'http://host' })
  await advance(0)
  world.restore()
  assert.equal(world.held, 0)
  session.cut()
  client.retry()
  client.subscribe(() => undefined)
  await advance(60_000)
  client.dispose()
  assert.deepEqual([world.held, really], [0, []])
})

test('a core still on its way when the world is restored begins nothing', async () => {
  const client = createTranscriptionClient('job', { baseUrl: 'http://host' })
  world.restore()
  await world.clock.advance(60_000)
  client.dispose()
  assert.deepEqual([world.held, world.server.asked, really], [0, [], []])
})

test('the same session in the next test begins anew, without a wait for the last to end', async () => {
  world.server.session('job').publish({ progress: 70 })
  const before = await follow('job')
  assert.equal(before.current.status.progress, 70)
  cleanup()
  await anotherWorld()
  world.server.session('job').publish({ progress: 5 })
  const { result } = renderHook(() => useTranscriptionStatusSSE('job'))
  assert.equal(result.current.status, null)
  await advance(0)
  assert.equal(result.current.status.progress, 5)
})

test('a component that is unmounted after the end of its world, as Vitest does it, harms no other', async () => {
  await follow('job')
  await anotherWorld()
  cleanup()
  const session = world.server.session('job')
  const shown = await follow('job')
  await act(async () => session.publish({ progress: 30 }))
  await advance(16)
  assert.equal(shown.current.status.progress, 30)
})

test('afterwards the browser is as before', async () => {
  world.restore()
  const client = createTranscriptionClient('job', { baseUrl: 'http://host' })
  await world.clock.advance(0)
  client.dispose()
  assert.deepEqual(really, ['http://host/api/v1/sessions/job/status/stream'])
})

const PLAIN = ['plain', 'plain-client']
// These have no core where there is no WebAssembly.
const SINGLE_FILE =
  process.env.EXPECTED_CORE === 'plain' ? [] : ['single-file', 'single-file-client']

for (const entry of [...PLAIN, ...SINGLE_FILE]) {
  test(`a world is one for ${entry} too`, async () => {
    const { createTranscriptionClient, preload } = await load(`${entry}.js`)
    await preload()
    world.server.session('job').publish({ progress: 20 })
    const client = createTranscriptionClient('job')
    await world.clock.advance(0)
    assert.equal(client.getSnapshot().status?.progress, 20)
    world.restore()
    assert.deepEqual([world.held, really], [0, []])
  })
}

test('two worlds at a time are refused; restoring twice is not', () => {
  assert.throws(() => installTestWorld(), /installTestWorld: expected no other world/)
  const first = world
  first.restore()
  world = installTestWorld()
  first.restore()
  assert.throws(() => installTestWorld(), /installTestWorld/)
})

test('a world ends with its block, where it is declared with `using`', () => {
  world[Symbol.dispose]()
  world = installTestWorld()
})
