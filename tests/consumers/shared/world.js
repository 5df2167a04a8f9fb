import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { installTestWorld } from 'transcription-status-sse/testing'
import { Progress } from './progress.js'

/** What a component shows of a session of /testing, before and after a status, and what it leaves. */
export async function shownInTestWorld() {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true
  const world = installTestWorld()
  await world.ready()
  const session = world.server.session('job')
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () => root.render(createElement(Progress, { session: 'job' })))
  await act(() => world.clock.advance(0))
  const texts = [document.body.textContent]
  await act(async () => session.publish({ status: 'processing', message: 'Recognizing words...' }))
  await act(() => world.clock.advance(16))
  texts.push(document.body.textContent)
  await act(async () => root.unmount())
  await world.clock.advance(250)
  const { held } = world
  world.restore()
  return { texts, held }
}
