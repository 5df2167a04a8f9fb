/** On a server, and taken over by the page. */
import '../support/dom.mjs'
import assert from 'node:assert/strict'
import { afterEach, mock, test } from 'node:test'
import { act, cleanup } from '@testing-library/react'
import { createElement, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { load } from '../support/dist.mjs'
import { ARRIVED, connectionIn, errorOf, IDLE, looks, running } from './snapshots.mjs'

const { arabic, english, TranscriptionProgress } = await load('components/index.js')

// Node warns of its first use, once.
mock.timers.enable({ apis: ['Date'] })
mock.timers.reset()
await new Promise(setImmediate)

afterEach(() => {
  cleanup()
  mock.timers.reset()
})

/** A server has no page, and its clock says something else. */
function onServer(props) {
  const names = ['window', 'document', 'navigator']
  const page = names.map((name) => globalThis[name])
  names.forEach((name) => (globalThis[name] = undefined))
  mock.timers.enable({ apis: ['Date'], now: ARRIVED - 7_200_000 })
  try {
    return renderToString(createElement(TranscriptionProgress, props))
  } finally {
    mock.timers.reset()
    names.forEach((name, index) => (globalThis[name] = page[index]))
  }
}

const stale = running({}, connectionIn('suspended', { isStale: true }))
const fatal = { ...running(), error: errorOf('gone'), retry: () => undefined }
const all = { ...looks, stale, fatal }

for (const [name, props] of Object.entries(all)) {
  test(`"${name}" hydrates without a mismatch, an hour later and in StrictMode`, async () => {
    mock.timers.reset()
    for (const messages of [english, arabic]) {
      const html = onServer({ ...props, messages })
      // A strict Content-Security-Policy blocks style attributes.
      assert.doesNotMatch(html, /style=/)
      const container = globalThis.document.createElement('div')
      container.innerHTML = html
      mock.timers.enable({ apis: ['setTimeout', 'Date'], now: ARRIVED + 3_600_000 })
      const complaints = []
      const error = mock.method(console, 'error', (...words) => complaints.push(words.join(' ')))
      const card = createElement(TranscriptionProgress, { ...props, messages })
      let root
      await act(() => {
        root = hydrateRoot(container, createElement(StrictMode, null, card), {
          onRecoverableError: (thrown) => complaints.push(thrown.message),
        })
      })
      assert.deepEqual(complaints, [])
      act(() => root.unmount())
      error.mock.restore()
      mock.timers.reset()
    }
  })
}

test('the first state that a server shows is that of a session that nobody follows yet', () => {
  const html = onServer(IDLE)
  assert.match(html, /data-status="unknown"/)
  assert.match(html, new RegExp(english.idle))
  assert.match(html, /role="progressbar"/)
  assert.doesNotMatch(html, /aria-valuenow/)
})

test('a status that a server knows is there before any script runs', () => {
  const html = onServer(running())
  assert.match(html, /aria-valuenow="40"/)
  assert.match(html, /40%/)
  assert.match(html, /Estimated completion: about 2 minutes/)
})

test('the bar is filled once the page has taken over', async () => {
  const container = globalThis.document.createElement('div')
  container.innerHTML = onServer(running())
  let root
  await act(() => {
    root = hydrateRoot(container, createElement(TranscriptionProgress, running()))
  })
  const bar = container.querySelector("[data-part='bar']")
  assert.equal(bar.style.getPropertyValue('--tss-progress'), '0.4')
  act(() => root.unmount())
})
