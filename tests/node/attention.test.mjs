/** What the environment is taken for: a page that is left and looked at, a computer that sleeps. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from './support/dist.mjs'
import { World } from './support/world.mjs'

const { watchAttention } = await load('ports/attention.js')

/** A page being watched; `reports` since it was last asked for. */
class Page {
  world = new World()
  window = new EventTarget()
  document = new EventTarget()
  #reports = []

  constructor(isVisible = true) {
    this.world.isVisible = isVisible
    const { ports } = this.world
    const { window, document } = this
    this.stop = watchAttention({ ...ports, window, document }, (change) =>
      this.#reports.push(change),
    )
  }

  get reports() {
    return this.#reports.splice(0)
  }
  happen(name, target = this.window) {
    target.dispatchEvent(new Event(name))
  }
  show(isVisible) {
    this.world.isVisible = isVisible
    this.happen('visibilitychange', this.document)
  }
  /** Both clocks go on. */
  pass(milliseconds) {
    return this.world.advance(milliseconds)
  }
  /** Only the wall clock goes on. */
  sleep(milliseconds) {
    this.world.clock.sleep(milliseconds)
  }
}

const back = (awayMs) => [{ type: 'online' }, { type: 'wake', awayMs }]

test('a page that was hidden says so, and for how long when it is looked at again', async () => {
  const page = new Page()
  page.show(false)
  assert.deepEqual(page.reports, [{ type: 'hide' }])
  await page.pass(3_600_000)
  page.show(true)
  assert.deepEqual(page.reports, back(3_600_000))
})

test('a tab asleep for an hour was away by the wall clock, and is woken once', async () => {
  const page = new Page()
  page.show(false)
  page.sleep(3_600_000)
  page.show(true)
  assert.deepEqual(page.reports, [{ type: 'hide' }, ...back(3_600_000)])
  await page.pass(20_000)
  assert.deepEqual(page.reports, [])
})

test('a laptop lid: sleep that no event tells of shows in the clocks within 5 s', async () => {
  const page = new Page()
  await page.pass(60_000)
  page.sleep(600_000)
  await page.pass(5_000)
  assert.deepEqual(page.reports, back(600_000))
  await page.pass(60_000)
  assert.deepEqual(page.reports, [])
})

test('a wall clock that is adjusted a little, or set back, is no sleep', async () => {
  const page = new Page()
  page.sleep(2_000)
  await page.pass(5_000)
  page.sleep(-7_200_000)
  await page.pass(5_000)
  assert.deepEqual(page.reports, [])
  page.sleep(3_000)
  await page.pass(5_000)
  assert.deepEqual(page.reports, back(3_000))
})

test('a hidden page that slept is woken, and is hidden still', async () => {
  const page = new Page()
  page.show(false)
  page.sleep(600_000)
  await page.pass(5_000)
  assert.deepEqual(page.reports, [{ type: 'hide' }, ...back(600_000), { type: 'hide' }])
  await page.pass(30_000)
  page.show(true)
  assert.deepEqual(page.reports, back(30_000))
})

test('bfcache return with persisted false: pageshow wakes a page that had been left', async () => {
  const page = new Page()
  page.happen('pageshow')
  assert.deepEqual(page.reports, [], 'the pageshow of the first load is no return')
  page.happen('pagehide')
  page.world.isVisible = false
  page.happen('visibilitychange', page.document)
  page.sleep(90_000)
  page.world.isVisible = true
  page.happen('pageshow')
  page.happen('visibilitychange', page.document)
  assert.deepEqual(page.reports, [{ type: 'hide' }, ...back(90_000)])
})

test('a frozen tab that is thawed in the background wakes, and stays hidden', async () => {
  const page = new Page()
  page.show(false)
  page.happen('freeze', page.document)
  page.sleep(90_000)
  page.happen('resume', page.document)
  assert.deepEqual(page.reports, [{ type: 'hide' }, ...back(90_000), { type: 'hide' }])
})

test('a page opened in the background was away from its beginning', async () => {
  const page = new Page(false)
  assert.deepEqual(page.reports, [])
  await page.pass(7_000)
  page.show(true)
  assert.deepEqual(page.reports, back(7_000))
})

test('who wakes offline is told so first', async () => {
  const page = new Page()
  page.world.isOnline = false
  page.happen('offline')
  page.show(false)
  page.show(true)
  const [offline, , stillOffline, wake] = page.reports
  assert.deepEqual([offline, stillOffline], [{ type: 'offline' }, { type: 'offline' }])
  assert.deepEqual(wake, { type: 'wake', awayMs: 0 })
})

test('a page that is no longer watched reports nothing and holds nothing', async () => {
  const page = new Page()
  page.stop()
  page.show(false)
  page.happen('offline')
  page.sleep(600_000)
  await page.pass(60_000)
  assert.deepEqual(page.reports, [])
  assert.equal(page.world.held, 0)
})

test('a worker has no page to look at, but network and sleep; Node has none of them', async () => {
  const { ports } = new World()
  const reports = []
  const worker = new EventTarget()
  const report = (change) => reports.push(change)
  watchAttention({ ...ports, window: worker, document: undefined }, report)
  worker.dispatchEvent(new Event('online'))
  assert.deepEqual(reports, [{ type: 'online' }])
  const node = new World()
  watchAttention({ ...node.ports, window: undefined, document: undefined }, report)()
  assert.equal(node.held, 0)
})
