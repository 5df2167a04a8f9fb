/** How often those who follow are told, with a core that the test rules. */
import assert from 'node:assert/strict'
import { afterEach, mock, test } from 'node:test'
import { load } from './support/dist.mjs'
import { ScriptedCore } from './support/scripted-core.mjs'
import { World } from './support/world.mjs'

const { browserPorts } = await load('ports/browser.js')

/** A session that is open; `shown` is what the user saw, by progress. */
async function follow() {
  const world = new World()
  const core = new ScriptedCore()
  const shown = []
  const observer = { changed: () => shown.push(store.getSnapshot().connection.attempt) }
  const store = await core.follow(world, {}, observer)
  core.publish({ attempt: 0 }, true)
  shown.length = core.looks = 0
  const update = (attempt) => core.publish({ attempt })
  return { world, core, store, observer, shown, update }
}

test('AC-2.3.5 the first update after a pause is shown at once', async () => {
  const { world, shown, update } = await follow()
  update(1)
  assert.deepEqual(shown, [1])
  world.paint()
  update(2)
  assert.deepEqual(shown, [1, 2])
})

test('AC-2.3.5 in a burst the newest is shown every third frame, and only that is read', async () => {
  const { world, core, shown, update } = await follow()
  for (let n = 1; n <= 500; n++) update(n)
  assert.deepEqual(shown, [1])
  world.paint()
  assert.deepEqual(shown, [1, 500])
  for (let n = 501; n <= 1000; n++) {
    update(n)
    if (n === 600 || n === 700) world.paint()
  }
  assert.deepEqual(shown, [1, 500])
  world.paint()
  assert.deepEqual(shown, [1, 500, 1000])
  assert.equal(core.looks, 3)
  for (let frames = 0; frames < 4; frames++) world.paint()
  assert.deepEqual(shown, [1, 500, 1000])
  update(1001)
  assert.deepEqual(shown, [1, 500, 1000, 1001])
})

test('AC-2.3.5 a change of state is never held back, and takes along what was', async () => {
  const { world, core, store, shown, update } = await follow()
  update(1)
  update(2)
  core.publish({ attempt: 3, state: 'closed' }, true)
  assert.deepEqual(shown, [1, 3])
  assert.equal(store.getSnapshot().connection.state, 'closed')
  world.paint()
  assert.deepEqual(shown, [1, 3])
})

test('AC-2.3.5 what is held back when the session ends is not shown, and no frame is awaited', async () => {
  const { world, store, observer, shown, update } = await follow()
  update(1)
  update(2)
  store.release(observer, true)
  assert.equal(world.held, 0)
  assert.deepEqual(shown, [1])
})

const { requestAnimationFrame, cancelAnimationFrame } = globalThis
afterEach(() => {
  mock.timers.reset()
  Object.assign(globalThis, { requestAnimationFrame, cancelAnimationFrame })
})

/** A page whose frames the test paints. */
function page() {
  mock.timers.enable({ apis: ['setTimeout'] })
  const waiting = new Map()
  globalThis.requestAnimationFrame = (run) => waiting.set(waiting.size + 1, run).size
  globalThis.cancelAnimationFrame = (id) => waiting.delete(id)
  return waiting
}

test('a page that is seen waits for its next frame', () => {
  const waiting = page()
  let runs = 0
  browserPorts.frame(() => runs++)
  mock.timers.tick(999)
  assert.equal(runs, 0)
  for (const run of waiting.values()) run()
  assert.equal(runs, 1)
  mock.timers.tick(10_000)
  assert.equal(runs, 1)
})

test('a page that hides while a frame is awaited, and gets none, goes on within a second', () => {
  const waiting = page()
  let runs = 0
  browserPorts.frame(() => runs++)
  mock.timers.tick(1000)
  assert.equal(runs, 1)
  assert.equal(waiting.size, 0)
})

test('a frame that is no longer wanted does not come', () => {
  const waiting = page()
  let runs = 0
  browserPorts.frame(() => runs++)()
  mock.timers.tick(10_000)
  assert.equal(runs, 0)
  assert.equal(waiting.size, 0)
})

test('where nothing is painted a frame lasts a moment', () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  let runs = 0
  browserPorts.frame(() => runs++)
  mock.timers.tick(16)
  assert.equal(runs, 1)
})
