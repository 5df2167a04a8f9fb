import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { installTestWorld } from 'transcription-status-sse/testing'
import { afterEach, expect, test, vi } from 'vitest'
import { Progress } from './shared/progress.js'

// Before all that is imported, as a setup file does it.
vi.hoisted(() => vi.useFakeTimers())
globalThis.IS_REACT_ACT_ENVIRONMENT = true

let world
afterEach(() => world.restore())

test('under fake timers a component shows what the server of the test says', async () => {
  expect(vi.isFakeTimers()).toBe(true)
  world = installTestWorld()
  await world.ready()
  const session = world.server.session('first')
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  act(() => root.render(createElement(Progress, { session: 'first' })))
  await act(() => world.clock.advance(0))
  expect(document.body.textContent).toBe('Waiting to start...')
  act(() => session.complete())
  expect(document.body.textContent).toBe('Done.')
  act(() => root.unmount())
  await world.clock.advance(250)
  expect(world.held).toBe(0)
})
