// @vitest-environment jsdom
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { preload } from 'transcription-status-sse/client'
import { expect, test, vi } from 'vitest'
import { Progress } from './shared/progress.js'

test('a component shows what comes by SSE', async () => {
  expect(await preload()).toBe('wasm')
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  // jsdom has no EventSource.
  const options = { baseUrl: process.env.API, transport: 'fetch' }
  root.render(createElement(Progress, { session: 'first', options }))
  await vi.waitFor(() => expect(document.body.textContent).toContain('first by stream'), 10_000)
  root.unmount()
})
