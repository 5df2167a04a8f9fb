import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { preload } from 'transcription-status-sse/client'
import * as singleFile from 'transcription-status-sse/single-file'
import { expect, test } from 'vitest'
import { changed } from './shared/changed.js'
import { Progress } from './shared/progress.js'

test('a component shows what comes by SSE', async () => {
  expect(await preload()).toBe('wasm')
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  // jsdom has no EventSource.
  const options = { baseUrl: process.env.API, transport: 'fetch' }
  root.render(createElement(Progress, { session: 'first', options }))
  await changed((text) => text.includes('by'))
  expect(document.body.textContent).toBe('first by stream')
  root.unmount()
})

test('the core can come without a file', async () => {
  expect(await singleFile.preload()).toBe('embedded')
})
