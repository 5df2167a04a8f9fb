/** The hook in React, with EventSources that the test rules. */
import { FakeEventSource } from './support/dom.mjs'
import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { act, cleanup, render, renderHook } from '@testing-library/react'
import { createElement, StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { load, loadCore } from './support/dist.mjs'
import { completed, settled, statusOf } from './support/world.mjs'

const { useTranscriptionStatusSSE } = await load('index.js')
// Loaded on demand; loaded before, they are there at once.
await Promise.all([load('credentials.js'), load('ports/fetch-stream.js')])

let job = 0
/** A session of its own for each test: sessions outlive a component by their grace. */
const newJob = () => `job-${++job}`

let now = 0
const advance = (milliseconds) => {
  now += milliseconds
  mock.timers.tick(milliseconds)
}

beforeEach(() => {
  FakeEventSource.all = []
  mock.timers.enable({ apis: ['setTimeout'] })
  mock.method(performance, 'now', () => now)
})
afterEach(() => {
  cleanup()
  advance(250)
  mock.timers.reset()
  mock.restoreAll()
  assert.equal(FakeEventSource.open.length, 0, 'streams were left open')
})

const started = () =>
  act(async () => {
    await loadCore()
    await settled()
  })
const say = (status) => act(() => FakeEventSource.all.at(-1).say('status', status))

test('AC-2.1.1 AC-2.1.2 returns status, connection and error of the session', async () => {
  const id = newJob()
  const { result } = renderHook(() => useTranscriptionStatusSSE(id))
  assert.equal(result.current.status, null)
  assert.equal(result.current.connection.state, 'idle')
  await started()
  assert.equal(FakeEventSource.all.length, 1)
  assert.match(FakeEventSource.all[0].url, new RegExp(`/${id}/status/stream$`))
  await say(statusOf(3))
  assert.deepEqual(result.current.status, statusOf(3))
  assert.equal(result.current.connection.mode, 'sse')
  assert.equal(result.current.error, null)
  await say(completed(4))
  assert.equal(result.current.connection.state, 'closed')
})

test('AC-2.1.4 unmounting closes the stream after the grace', async () => {
  const id = newJob()
  const { unmount } = renderHook(() => useTranscriptionStatusSSE(id))
  await started()
  unmount()
  advance(249)
  assert.equal(FakeEventSource.open.length, 1)
  advance(1)
  assert.equal(FakeEventSource.open.length, 0)
})

test('StrictMode’s double mount opens one stream', async () => {
  const id = newJob()
  renderHook(() => useTranscriptionStatusSSE(id), { wrapper: StrictMode })
  await started()
  advance(1000)
  assert.equal(FakeEventSource.all.length, 1)
  assert.equal(FakeEventSource.open.length, 1)
})

test('moving to another component within the grace keeps the connection', async () => {
  const id = newJob()
  const first = renderHook(() => useTranscriptionStatusSSE(id))
  await started()
  await say(statusOf(1))
  first.unmount()
  advance(200)
  const second = renderHook(() => useTranscriptionStatusSSE(id))
  assert.equal(second.result.current.status.sequence, 1)
  advance(1000)
  assert.equal(FakeEventSource.all.length, 1)
})

test('two components that follow one session share its stream', async () => {
  const id = newJob()
  const Show = () => createElement('p', null, useTranscriptionStatusSSE(id).status?.sequence)
  const { container } = render(createElement('div', null, createElement(Show), createElement(Show)))
  await started()
  await say(statusOf(8))
  assert.equal(FakeEventSource.all.length, 1)
  assert.equal(container.textContent, '88')
})

test('nothing happens without a session or while not enabled', async () => {
  const id = newJob()
  const { result, rerender } = renderHook(
    ({ sessionId, enabled }) => useTranscriptionStatusSSE(sessionId, { enabled }),
    { initialProps: { sessionId: null, enabled: true } },
  )
  await started()
  rerender({ sessionId: undefined, enabled: true })
  rerender({ sessionId: '', enabled: true })
  rerender({ sessionId: id, enabled: false })
  await started()
  assert.equal(FakeEventSource.all.length, 0)
  assert.equal(result.current.connection.state, 'idle')
  rerender({ sessionId: id, enabled: true })
  await started()
  assert.equal(FakeEventSource.open.length, 1)
  rerender({ sessionId: id, enabled: false })
  assert.equal(result.current.connection.state, 'idle')
  advance(250)
  assert.equal(FakeEventSource.open.length, 0)
})

test('a session id that changes while connecting shows nothing of the old session', async () => {
  const [one, other] = [newJob(), newJob()]
  const { result, rerender } = renderHook(({ id }) => useTranscriptionStatusSSE(id), {
    initialProps: { id: one },
  })
  await started()
  const old = FakeEventSource.all[0]
  rerender({ id: other })
  await started()
  act(() => old.say('status', statusOf(5)))
  assert.equal(result.current.status, null)
  advance(250)
  assert.equal(old.isOpen, false)
  assert.equal(FakeEventSource.open.length, 1)
})

test('options written anew at each render do not reconnect, other options do', async () => {
  const id = newJob()
  const { rerender } = renderHook(
    ({ pollIntervalMs }) =>
      useTranscriptionStatusSSE(id, { policy: { pollIntervalMs }, onTransition: () => undefined }),
    { initialProps: { pollIntervalMs: 1000 } },
  )
  await started()
  rerender({ pollIntervalMs: 1000 })
  await started()
  assert.equal(FakeEventSource.all.length, 1)
  rerender({ pollIntervalMs: 2000 })
  await started()
  assert.equal(FakeEventSource.all.length, 2)
})

test('tells the newest callbacks of transitions and diagnostics', async () => {
  const id = newJob()
  const told = []
  const { rerender } = renderHook(
    ({ name }) =>
      useTranscriptionStatusSSE(id, {
        onTransition: ({ from, to }) => told.push(`${name}: ${from} → ${to}`),
        onDiagnostic: ({ code }) => told.push(`${name}: ${code}`),
      }),
    { initialProps: { name: 'first' } },
  )
  await started()
  rerender({ name: 'second' })
  await say(statusOf(1))
  await say('no status')
  assert.deepEqual(told, [
    'first: idle → connecting',
    'second: connecting → open',
    'second: wrong-type',
  ])
})

test('headers written anew at each render do not reconnect, and the newest are sent', async () => {
  const id = newJob()
  const sent = []
  mock.method(globalThis, 'fetch', async (_, { headers }) => {
    sent.push(new Headers(headers).get('authorization'))
    return new Response('', { status: 503 })
  })
  const { result, rerender } = renderHook(
    ({ token }) => useTranscriptionStatusSSE(id, { headers: () => ({ authorization: token }) }),
    { initialProps: { token: 'old' } },
  )
  await started()
  await act(settled)
  const before = sent.length
  assert.ok(sent.includes('old'))
  rerender({ token: 'new' })
  await act(settled)
  assert.equal(sent.length, before)
  act(() => result.current.retry())
  await act(settled)
  assert.ok(sent.length > before)
  assert.deepEqual(new Set(sent.slice(before)), new Set(['new']))
  assert.equal(FakeEventSource.all.length, 0)
})

test('two components with headers of their own on one session share its connection', async () => {
  const id = newJob()
  let asked = 0
  const respond = () => {
    asked++
    return new Promise(() => undefined)
  }
  mock.method(globalThis, 'fetch', respond)
  const Follow = () => {
    useTranscriptionStatusSSE(id, { headers: () => ({}) })
    return null
  }
  render(createElement('div', null, createElement(Follow), createElement(Follow)))
  await started()
  await act(settled)
  assert.equal(asked, 1)
})

test('tells the newest onMetrics of the connection’s health', async () => {
  const id = newJob()
  const told = []
  const { rerender } = renderHook(
    ({ name }) => useTranscriptionStatusSSE(id, { onMetrics: () => told.push(name) }),
    { initialProps: { name: 'first' } },
  )
  await started()
  rerender({ name: 'second' })
  await say(statusOf(1))
  assert.deepEqual(told, ['first', 'second'])
})

test('retry is the same function as long as the session is the same', async () => {
  const id = newJob()
  const { result, rerender } = renderHook(() => useTranscriptionStatusSSE(id))
  const { retry } = result.current
  rerender()
  assert.equal(result.current.retry, retry)
  await started()
  assert.equal(result.current.retry, retry)
  await act(() => FakeEventSource.all[0].dispatchEvent(new Event('error')))
  assert.equal(result.current.connection.state, 'backoff')
  act(() => result.current.retry())
  assert.equal(result.current.connection.state, 'connecting')
})

test('an event that the server named error is no connection error', async () => {
  const id = newJob()
  const { result } = renderHook(() => useTranscriptionStatusSSE(id))
  await started()
  await say(statusOf(1))
  act(() => FakeEventSource.all[0].say('error', { oops: true }))
  assert.equal(result.current.connection.state, 'open')
})

test('a wrong option throws in render, for an error boundary to catch', () => {
  const { error } = console
  console.error = () => undefined
  try {
    assert.throws(
      () => renderHook(() => useTranscriptionStatusSSE(newJob(), { policy: { maxAttempts: 0 } })),
      /policy\.maxAttempts/,
    )
  } finally {
    console.error = error
  }
})

test('on the server a relative address is no error: nothing is sent there', () => {
  const page = globalThis.document
  globalThis.document = undefined
  try {
    const streamUrl = () => '/stream'
    const Show = () =>
      createElement('p', null, useTranscriptionStatusSSE(newJob(), { streamUrl }).connection.state)
    assert.equal(renderToString(createElement(Show)), '<p>idle</p>')
  } finally {
    globalThis.document = page
  }
})

test('on the server nothing is connected and the session is idle', () => {
  const Show = () => createElement('p', null, useTranscriptionStatusSSE(newJob()).connection.state)
  assert.equal(renderToString(createElement(Show)), '<p>idle</p>')
  assert.equal(FakeEventSource.all.length, 0)
})
