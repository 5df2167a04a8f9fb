/** The inspector in React, on a session whose EventSources the test rules. */
import { FakeEventSource } from '../support/dom.mjs'
import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { act, cleanup, fireEvent, render } from '@testing-library/react'
import { createElement, StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { IDLE, load, loadCore } from '../support/dist.mjs'
import { settled, statusOf } from '../support/world.mjs'

const { ConnectionInspector, arabic, decisionLog, useDecisionLog } =
  await load('inspector/index.js')
const { useTranscriptionStatusSSE } = await load('index.js')
const { EDGES } = await load('inspector/transitions.js')
const { ARROWS, BOX, PLACES } = await load('inspector/chart-layout.js')
// Loaded on demand; loaded before, it is there at once.
await load('decisions.js')

let job = 0
const newJob = () => `inspected-${++job}`

let now = 0
const advance = (milliseconds) => {
  now += milliseconds
  mock.timers.tick(milliseconds)
}
/** What is under way comes to its end, and the next frame is shown. */
const shown = () =>
  act(async () => {
    await loadCore()
    await settled()
    advance(20)
    await settled()
  })
const say = (name, data) => act(() => FakeEventSource.all.at(-1).say(name, data))

beforeEach(() => {
  FakeEventSource.all = []
  mock.timers.enable({ apis: ['setTimeout'] })
  mock.method(performance, 'now', () => now)
  // The bridge is never answered.
  mock.method(globalThis, 'fetch', () => new Promise(() => undefined))
})
afterEach(() => {
  cleanup()
  advance(250)
  mock.timers.reset()
  mock.restoreAll()
})

const part = (container, name) => [...container.querySelectorAll(`[data-part="${name}"]`)]
const reasons = (container) => part(container, 'reason').map(({ textContent }) => textContent)

test('shows the state, the way that led there, and the reasons, newest first', async () => {
  const { container } = render(createElement(ConnectionInspector, { sessionId: newJob() }))
  await shown()
  await act(() => FakeEventSource.all[0].dispatchEvent(new Event('open')))
  await say('status', statusOf(1))
  await shown()
  const [newest, opened, start] = reasons(container)
  assert.equal(newest, 'a newer status by the stream')
  assert.match(opened, /^opened after [\d.]+ m?s$/)
  assert.equal(start, 'attempt 1 of 3')
  const [current, ...others] = container.querySelectorAll('[data-current="true"]')
  assert.deepEqual([current.textContent, others.length], ['open', 0])
  const [last] = container.querySelectorAll('[data-kind="last"]')
  assert.deepEqual([last.dataset.from, last.dataset.to], ['connecting', 'open'])
  const possible = [...container.querySelectorAll('[data-kind="possible"]')]
  assert.ok(possible.length > 0 && possible.every(({ dataset }) => dataset.from === 'open'))
})

test('shares the connection of the page’s hook, and calls none of its callbacks again', async () => {
  const sessionId = newJob()
  const told = []
  const options = { onTransition: ({ to }) => told.push(to), policy: { maxAttempts: 2 } }
  const Page = () => {
    useTranscriptionStatusSSE(sessionId, options)
    return createElement(ConnectionInspector, { sessionId, options })
  }
  render(createElement(StrictMode, null, createElement(Page)))
  await shown()
  assert.equal(FakeEventSource.all.length, 1)
  assert.deepEqual(told, ['connecting'])
})

test('a record that began before it is shown is complete, and another session’s is another', async () => {
  const Page = ({ sessionId, isOpen }) => {
    const log = useDecisionLog(sessionId)
    return isOpen ? createElement(ConnectionInspector, { sessionId, log }) : null
  }
  const first = newJob()
  const { container, rerender } = render(createElement(Page, { sessionId: first, isOpen: false }))
  await shown()
  await say('status', statusOf(1))
  await shown()
  rerender(createElement(Page, { sessionId: first, isOpen: true }))
  assert.ok(reasons(container).includes('attempt 1 of 3'))
  rerender(createElement(Page, { sessionId: newJob(), isOpen: true }))
  assert.deepEqual(reasons(container), [])
})

test('filters, and holds still while it goes on recording', async () => {
  const { container, getByLabelText, getByText } = render(
    createElement(ConnectionInspector, { sessionId: newJob() }),
  )
  await shown()
  await say('heartbeat', {})
  await shown()
  fireEvent.click(getByLabelText('Decisions'))
  assert.deepEqual(reasons(container), ['a sign of life', 'attempt 1 of 3'])
  fireEvent.click(getByText('Pause'))
  await act(() => FakeEventSource.all[0].dispatchEvent(new Event('error')))
  await shown()
  assert.equal(reasons(container).length, 2)
  getByText('Paused: 1 more was recorded')
  fireEvent.click(getByText('Go on'))
  fireEvent.click(getByLabelText('Failures'))
  assert.equal(reasons(container).length, 1)
  assert.match(reasons(container)[0], /^attempt 1 of 3 failed: the stream died young/)
})

test('another session is shown from its beginning, also where the last one was held still', async () => {
  const first = newJob()
  const { container, getByText, queryByText, rerender } = render(
    createElement(ConnectionInspector, { sessionId: first }),
  )
  await shown()
  fireEvent.click(getByText('Pause'))
  rerender(createElement(ConnectionInspector, { sessionId: newJob() }))
  assert.deepEqual(reasons(container), [])
  assert.equal(queryByText(/^Paused/), null)
  getByText('Pause')
})

/** A decision of this tab's, as far as the record looks at it. */
const decided = (from, to) => {
  const { connection } = IDLE
  return { at: 1, event: { type: 'start' }, effects: [], from, to, connection, before: connection }
}

test('that another tab decides is said of shared connections alone, and where this one has not', async () => {
  const log = decisionLog('', (run) => (run(), () => undefined))
  const show = (shareAcrossTabs) => {
    const options = { shareAcrossTabs }
    return createElement(ConnectionInspector, { sessionId: null, options, log })
  }
  const { queryByText, rerender } = render(show(true))
  const isSaid = () => queryByText(/^Another tab of this browser/) !== null
  act(() => log.addTransition({ from: 'idle', to: 'connecting', at: 5_000 }))
  assert.equal(isSaid(), false, 'the code that tells decisions is on its way')
  await shown()
  assert.equal(isSaid(), true)
  rerender(show(false))
  assert.equal(isSaid(), false)
  rerender(show('somebody'))
  assert.equal(isSaid(), true)
  act(() => log.addDecision(decided('idle', 'connecting')))
  assert.equal(isSaid(), false)
  act(() => log.addTransition({ from: 'connecting', to: 'open', at: 5_001 }))
  assert.equal(isSaid(), true)
})

test('with a record of the app’s no second one is kept', async () => {
  const core = await loadCore()
  const looks = mock.method(core, 'snapshot').mock
  const looksAtHeartbeat = async (props) => {
    render(createElement(ConnectionInspector, { sessionId: newJob(), ...props }))
    await shown()
    const before = looks.callCount()
    await say('heartbeat', {})
    await shown()
    cleanup()
    return looks.callCount() - before
  }
  const recording = await looksAtHeartbeat({})
  const showing = await looksAtHeartbeat({ log: decisionLog('') })
  assert.equal(recording - showing, 2)
})

test('speaks Arabic from right to left, and leaves the machine’s words as they are', async () => {
  const { container } = render(
    createElement(ConnectionInspector, { sessionId: newJob(), messages: arabic }),
  )
  await shown()
  const [root] = part(container, 'connection-inspector')
  assert.deepEqual([root.lang, root.dir], ['ar-u-nu-latn', 'rtl'])
  assert.deepEqual(reasons(container), ['المحاولة 1 من 3'])
  assert.equal(part(container, 'words')[0].dir, 'ltr')
  assert.equal(part(container, 'event')[0].textContent, 'start')
})

test('the switches’ section is there only with switches', () => {
  const props = { sessionId: null, children: false }
  const { container, rerender } = render(createElement(ConnectionInspector, props))
  assert.equal(part(container, 'switches-section').length, 0)
  rerender(createElement(ConnectionInspector, props, createElement('button', null, 'Cut')))
  assert.equal(part(container, 'switches-section').length, 1)
})

test('on a server it is idle, and renders', () => {
  const html = renderToString(createElement(ConnectionInspector, { sessionId: newJob() }))
  assert.match(html, /data-connection="idle"/)
  assert.equal(FakeEventSource.all.length, 0)
})

test('the chart draws every way of the machine but the last user’s leaving, and none through a state', () => {
  const drawn = ARROWS.map(({ edge }) => `${edge.from} ${edge.to}`)
  const left = EDGES.filter(({ from, to }) => !drawn.includes(`${from} ${to}`))
  assert.ok(left.every(({ events }) => events.every((name) => /^(release|linger_due)$/.test(name))))
  assert.equal(new Set(ARROWS.map(({ line }) => line)).size, ARROWS.length)
  for (const { edge, line } of ARROWS) {
    for (const [state, { x, y }] of Object.entries(PLACES)) {
      const isHit = points(line).some(
        (at) => Math.abs(at.x - x) < BOX.width / 2 && Math.abs(at.y - y) < BOX.height / 2,
      )
      assert.ok(!isHit, `${edge.from} → ${edge.to} runs through ${state}`)
    }
  }
})

/** Points along a path of one line or one quadratic curve. */
function points(line) {
  const numbers = line.match(/-?[\d.]+/g).map(Number)
  const [a, ...rest] = Array.from({ length: numbers.length / 2 }, (_, place) => ({
    x: numbers[2 * place],
    y: numbers[2 * place + 1],
  }))
  const b = rest.at(-1)
  const via = rest.length === 2 ? rest[0] : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
  const at = (t, axis) => (1 - t) ** 2 * a[axis] + 2 * t * (1 - t) * via[axis] + t ** 2 * b[axis]
  return Array.from({ length: 99 }, (_, step) => ({
    x: at((step + 1) / 100, 'x'),
    y: at((step + 1) / 100, 'y'),
  }))
}
