/** Components and inspector tell the time, and the network, by the world. */
import '../support/dom.mjs'
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { act, cleanup, render } from '@testing-library/react'
import { createElement } from 'react'
import { IDLE, load } from '../support/dist.mjs'

const { useTranscriptionStatusSSE } = await load('index.js')
const { ConnectionIndicator, TranscriptionProgress } = await load('components/index.js')
const { ConnectionInspector } = await load('inspector/index.js')
const { installTestWorld } = await load('testing/index.js')

let world

beforeEach(async () => {
  world = installTestWorld({ start: Date.UTC(2001, 1, 3, 4, 5, 6) })
  await world.ready()
})
afterEach(async () => {
  cleanup()
  await world.clock.advance(250)
  const { held } = world
  world.restore()
  assert.equal(held, 0, 'something is still held')
})

const advance = (durationMs) => act(() => world.clock.advance(durationMs))

async function shown(component) {
  const Page = () => createElement(component, useTranscriptionStatusSSE('job'))
  const { container } = render(createElement(Page))
  await advance(0)
  return () => container.textContent
}

test('a time of arrival is told by the clock of the world, whatever the date', async () => {
  const session = world.server.session('job')
  const text = await shown(TranscriptionProgress)
  const estimated_completion = new Date(world.clock.wallClock + 100_000).toISOString()
  await act(async () => session.publish({ status: 'processing', estimated_completion }))
  await advance(16)
  assert.match(text(), /about 2 minutes/)
  await advance(70_000)
  assert.match(text(), /about 30 seconds/)
})

test('an update that is old is told by it too', async () => {
  world.server.session('job')
  const text = await shown(TranscriptionProgress)
  world.server.streams = 'unreachable'
  world.server.statusRequests = 'unreachable'
  world.server.restart()
  await advance(180_000)
  assert.match(text(), /Last update 3 minutes ago/)
})

test('what is read aloud comes in its time', async () => {
  const session = world.server.session('job')
  const { container } = render(
    createElement(function Page() {
      return createElement(TranscriptionProgress, useTranscriptionStatusSSE('job'))
    }),
  )
  await advance(0)
  const said = () => container.querySelector('[data-part="announcement"]').textContent
  await act(async () => session.publish({ progress: 30, message: 'Listening.' }))
  await advance(100)
  const before = said()
  await advance(5_000)
  assert.notEqual(said(), before)
  assert.match(said(), /Listening/)
})

test('a page without a network says so, a snapshot being all it has', async () => {
  const connection = { ...IDLE.connection, state: 'suspended' }
  const { container } = render(createElement(ConnectionIndicator, { connection }))
  const look = () => container.firstChild.dataset.look
  assert.equal(look(), 'paused')
  await act(async () => world.setOnline(false))
  assert.equal(look(), 'offline')
  await act(async () => world.setOnline(true))
  assert.equal(look(), 'paused')
})

test('the inspector counts by it', async () => {
  world.server.session('job')
  const { container } = render(createElement(ConnectionInspector, { sessionId: 'job' }))
  await advance(10_000)
  const figures = container.querySelector('[data-part="figures-section"]').textContent
  assert.match(figures, /10(\.0)? s/)
})
