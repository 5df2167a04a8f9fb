/** How updates arrive, in a line for people. */
import '../support/dom.mjs'
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { act, cleanup, render } from '@testing-library/react'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { load } from '../support/dist.mjs'
import { connectionIn, errorOf, IDLE, looks, running, statusOf } from './snapshots.mjs'

const { arabic, ConnectionIndicator, english, TranscriptionProgress } =
  await load('components/index.js')
const catalogues = { english, arabic }
const SCRIPTS = { english: /\p{Script=Latin}/u, arabic: /\p{Script=Arabic}/u }

afterEach(cleanup)

function show(props) {
  const { container } = render(createElement(ConnectionIndicator, props))
  const text = (part) => container.querySelector(`[data-part='${part}']`)?.textContent
  const { look } = container.firstChild.dataset
  const sign = container.querySelector('svg').innerHTML
  const shown = { look, line: text('line'), hint: text('hint'), sign }
  cleanup()
  return shown
}

for (const [look, snapshot] of Object.entries(looks)) {
  test(`AC-2.2.4 there is a "${look}", and it reads in each language`, () => {
    for (const [language, messages] of Object.entries(catalogues)) {
      const shown = show({ ...snapshot, messages })
      assert.equal(shown.look, look)
      for (const text of [shown.line, shown.hint ?? shown.line]) {
        assert.match(text, SCRIPTS[language])
        // Wholly in it: there is no letter of another.
        const letters = text.match(/\p{Letter}/gu).join('')
        assert.doesNotMatch(letters.replace(new RegExp(SCRIPTS[language], 'gu'), ''), /\p{Letter}/u)
      }
    }
  })
}

test('no two looks have the same sign: colour is never the only carrier', () => {
  const signs = Object.values(looks).map((snapshot) => show(snapshot).sign)
  assert.equal(new Set(signs).size, signs.length)
})

test('AC-3.1.4 fallback mode says so and how often updates come', () => {
  const fallback = (more) =>
    show(running({}, connectionIn('polling', { fallbackReason: 'silence', ...more })))
  assert.equal(fallback().line, 'Fallback mode: updates every 3 s')
  assert.equal(fallback({ pollIntervalMs: 200 }).line, 'Fallback mode: updates every 0.2 s')
  assert.equal(fallback().hint, english.connection.fallbackHint)
  assert.equal(fallback({ probing: true }).hint, english.connection.probing)
})

test('AC-2.2.4 reconnecting says which attempt it is, where one is counted', () => {
  const line = (state, more) => show(running({}, connectionIn(state, more))).line
  assert.equal(line('backoff', { attempt: 2 }), 'Reconnecting… attempt 2 of 3')
  assert.equal(line('connecting', { attempt: 3 }), 'Reconnecting… attempt 3 of 3')
  assert.equal(line('backoff'), 'Reconnecting…')
  const connects = { metrics: { ...IDLE.connection.metrics, connects: 1 } }
  assert.equal(line('connecting', connects), 'Reconnecting…')
  assert.equal(line('connecting'), 'Connecting…')
})

test('a connection that is closed before the job is over brings no updates', () => {
  assert.equal(show(running({}, connectionIn('closed'))).look, 'stopped')
  assert.equal(show({ ...looks.finished, error: errorOf('ended-early') }).look, 'stopped')
})

/** What nobody is to read whose browser has no SSE, in either language. */
const FORBIDDEN = /SSE|real-time|fallback|stream|فوري|البديل|بث/i

/** All that is read in `html`, on the screen or aloud. */
function wordsIn(html) {
  const spoken = html.matchAll(/\s(?:aria-[a-z]+|title|alt|placeholder)="([^"]*)"/g)
  return [html.replace(/<[^>]*>/g, ' '), ...[...spoken].map(([, text]) => text)].join(' ')
}

test('what is read aloud alone counts as read', () => {
  const props = { ...running(), messages: { ...english, progress: 'Fallback progress' } }
  const html = renderToString(createElement(TranscriptionProgress, props))
  assert.match(wordsIn(html), FORBIDDEN)
  const titled = renderToString(createElement(TranscriptionProgress, { ...IDLE, title: 'by SSE' }))
  assert.match(wordsIn(titled), FORBIDDEN)
})

for (const fallbackReason of ['unsupported', 'requested']) {
  test(`AC-3.3.5 where polling is ${fallbackReason} no word is said of anything better`, () => {
    const connections = [
      IDLE.connection,
      ...['connecting', 'polling', 'suspended', 'closed', 'failed'].map((state) =>
        connectionIn(state, { fallbackReason, attempt: 0 }),
      ),
    ]
    const statuses = ['queued', 'processing', 'completed', 'failed', 'cancelled']
    const errors = [
      null,
      ...[...Object.keys(english.errors), 'unreachable', 'unavailable'].flatMap((code) => [
        errorOf(code),
        errorOf(code, false),
      ]),
    ]
    for (const messages of Object.values(catalogues))
      for (const connection of connections)
        for (const word of statuses)
          for (const error of errors) {
            const status = statusOf(1, { status: word })
            const props = { status, connection, error, messages, retry: () => undefined }
            const html = renderToString(createElement(TranscriptionProgress, props))
            assert.doesNotMatch(wordsIn(html), FORBIDDEN)
          }
  })
}

test('the browser is asked whether it is back while the machine is suspended', () => {
  const { window: page, navigator } = globalThis
  let onLine = false
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => onLine })
  const suspended = running({}, connectionIn('suspended'))
  const { container } = render(createElement(ConnectionIndicator, suspended))
  assert.equal(container.firstChild.dataset.look, 'offline')
  onLine = true
  act(() => void page.dispatchEvent(new page.Event('online')))
  assert.equal(container.firstChild.dataset.look, 'paused')
  delete navigator.onLine
})

test('the hook’s whole result can be spread, and other attributes reach the element', () => {
  const props = { ...looks.live, retry: () => undefined, className: 'mine', title: 'How' }
  const { container } = render(createElement(ConnectionIndicator, props))
  assert.deepEqual([container.firstChild.className, container.firstChild.title], ['mine', 'How'])
  assert.equal(container.firstChild.hasAttribute('retry'), false)
})
