import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { preload } from 'transcription-status-sse/client'
import * as singleFile from 'transcription-status-sse/single-file'
import { changed } from './shared/changed.js'
import { Progress } from './shared/progress.js'

test('a component shows what comes by SSE', async () => {
  expect(await preload()).toBe('wasm')
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  // jsdom has no EventSource. Jest takes its timers away when the tests have ended: until then the
  // connection must be closed, or its socket keeps Jest from ending.
  const policy = { lingerMs: 0 }
  const options = { baseUrl: process.env.API, transport: 'fetch', policy }
  const closed = abortOfFetch()
  root.render(createElement(Progress, { session: 'first', options }))
  await changed((text) => text.includes('by'))
  expect(document.body.textContent).toBe('first by stream')
  root.unmount()
  await closed
})

test('the core can come without a file', async () => {
  expect(await singleFile.preload()).toBe('embedded')
})

/** Resolves when the next connection that is opened was closed. */
const abortOfFetch = () =>
  new Promise((resolve) => {
    const { fetch } = globalThis
    globalThis.fetch = (url, options) => {
      options.signal.addEventListener('abort', resolve)
      return fetch(url, options)
    }
  })
