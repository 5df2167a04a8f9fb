/** The code that tells decisions is downloaded on demand, and may be missing for a while. */
import assert from 'node:assert/strict'
import { register } from 'node:module'
import { test } from 'node:test'
import { dist, loadCore, settingsOf, Store } from './support/dist.mjs'
import { say, settled, statusOf, World } from './support/world.mjs'

const FIRST_TIME_MISSING = `
  let isMissing = true
  export async function resolve(specifier, context, next) {
    if (isMissing && specifier.endsWith('/decisions.js')) {
      isMissing = false
      throw new Error('expected the code, got 404')
    }
    return next(specifier, context)
  }`

test('a download that failed costs what was decided meanwhile, and is tried again', async () => {
  register(`data:text/javascript,${encodeURIComponent(FIRST_TIME_MISSING)}`)
  const world = new World()
  const told = []
  const options = { onDecision: ({ event }) => told.push(event.type) }
  const store = new Store(settingsOf('job', options), world.ports, loadCore, () => undefined)
  store.acquire({ options: () => options })
  await loadCore()
  const tried = () => import(new URL('decisions.js', dist).href).catch(() => undefined)
  // Node answers in order: the store's own try has ended too.
  await settled()
  await tried()
  await settled()
  assert.deepEqual(told, [])
  say(world.stream, statusOf(1))
  await tried()
  await settled()
  assert.deepEqual(told, ['stream-message'])
})
