/** Leaders that are alive and yet no use: stuck, frozen, slowed down, hidden. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from './support/dist.mjs'
import { FakeBrowser } from './support/tabs.mjs'
import { say, settled, statusOf } from './support/world.mjs'

const { Attention } = await load('tabs/attention.js')

const sequences = (tabs) => tabs.map(({ sequence }) => sequence)

async function tell(world, stream, status) {
  say(stream, status)
  await settled()
  world.paint()
}

test('retry() takes the lead from a tab that does not answer within a second', async () => {
  const browser = new FakeBrowser()
  const { world } = browser
  const [leader, follower] = await browser.openMany(2)
  await tell(world, world.stream, statusOf(3))
  leader.isStuck = true
  await follower.retry()
  await world.advance(999)
  assert.equal(world.streams.length, 1)
  await world.advance(1)
  assert.equal(world.streams.length, 2)
  assert.match(world.stream.url, /last_event_id=5f3a-3$/)
  await tell(world, world.stream, statusOf(4))
  assert.equal(follower.sequence, 4)
})

test('a visible tab notices by itself that the leader is stuck', async () => {
  const browser = new FakeBrowser()
  const [leader] = await browser.openMany(2)
  leader.isStuck = true
  await browser.world.advance(12_000)
  assert.equal(browser.world.streams.length, 2)
})

test('a hidden tab leaves a stuck leader alone until it is looked at', async () => {
  const browser = new FakeBrowser()
  const [leader, follower] = await browser.openMany(2)
  await follower.page('hidden')
  leader.isStuck = true
  await browser.world.advance(600_000)
  assert.equal(browser.world.streams.length, 1)
  await follower.page('visible')
  await browser.world.advance(1_000)
  assert.equal(browser.world.streams.length, 2)
})

test('a leader that answers is never robbed', async () => {
  const browser = new FakeBrowser()
  const [, follower] = await browser.openMany(3)
  await follower.page('hidden')
  await follower.page('visible')
  await tell(browser.world, browser.world.stream, statusOf(3))
  await browser.world.advance(40_000)
  assert.equal(browser.world.streams.length, 1)
})

test('a robbed leader closes its stream and follows; what it still said is not believed', async () => {
  const browser = new FakeBrowser()
  const { world } = browser
  const [leader, thief, third] = await browser.openMany(3)
  const old = world.stream
  await tell(world, old, statusOf(3))
  leader.isStuck = true
  await thief.retry()
  await world.advance(1_000)
  await tell(world, world.stream, statusOf(9, { epoch: '6a00' }))
  const before = third.shown
  await tell(world, old, statusOf(4))
  assert.equal(third.shown, before)
  await leader.goOn()
  assert.equal(old.isOpen, false)
  assert.equal(world.openStreams.length, 1)
  assert.deepEqual(sequences([leader, thief, third]), [9, 9, 9])
  await thief.crash()
  assert.equal(world.openStreams.length, 1)
  await tell(world, world.stream, statusOf(10, { epoch: '6a00' }))
  assert.deepEqual(sequences([leader, third]), [10, 10])
})

test('the leader is robbed once even when several tabs find it stuck', async () => {
  const browser = new FakeBrowser()
  const { world } = browser
  const tabs = await browser.openMany(5)
  tabs[0].isStuck = true
  await world.advance(12_000)
  assert.equal(world.streams.length, 2)
  await tabs[0].goOn()
  assert.equal(world.openStreams.length, 1)
  await tell(world, world.stream, statusOf(3))
  assert.deepEqual(sequences(tabs), [3, 3, 3, 3, 3])
})

/** A leader whose polls come late, because the browser slows a hidden page's timers down. */
async function slowedDown() {
  const browser = new FakeBrowser()
  browser.world.hasEventSource = false
  const tabs = await browser.openMany(2)
  await tabs[0].page('hidden')
  tabs[0].isThrottled = true
  await browser.world.request.answer(200, JSON.stringify(statusOf(1)))
  return { browser, tabs, polls: () => browser.world.requests.length }
}

test('a visible tab keeps a hidden leader’s polls in time', async () => {
  const { browser, tabs, polls } = await slowedDown()
  while (polls() < 5) {
    const before = polls()
    await browser.world.advance(4_000)
    assert.equal(polls(), before + 1)
    await browser.world.request.answer(200, JSON.stringify(statusOf(polls())))
    browser.world.paint()
    assert.equal(tabs[1].sequence, polls())
  }
})

test('while nobody looks, a hidden leader’s timers are the browser’s business', async () => {
  const { browser, tabs, polls } = await slowedDown()
  await tabs[1].page('hidden')
  const before = polls()
  await browser.world.advance(60_000)
  assert.equal(polls(), before)
  await tabs[1].page('visible')
  assert.equal(polls(), before + 1)
})

test('a hidden leader, whose page is never painted, holds nothing back from the others', async () => {
  const browser = new FakeBrowser()
  const [leader, follower] = await browser.openMany(2)
  await leader.page('hidden')
  for (const sequence of [3, 4, 5])
    await tell(browser.world, browser.world.stream, statusOf(sequence))
  assert.equal(follower.sequence, 5)
})

test('a burst is shown at its beginning and then once per frame, in each tab', async () => {
  const browser = new FakeBrowser()
  const tabs = await browser.openMany(2)
  await tell(browser.world, browser.world.stream, statusOf(1))
  for (const sequence of [2, 3, 4, 5]) {
    browser.world.stream.listener.message('status', JSON.stringify(statusOf(sequence)), '')
    await settled()
  }
  assert.deepEqual(sequences(tabs), [2, 2])
  browser.world.paint()
  assert.deepEqual(sequences(tabs), [5, 5])
})

/** What the leader's store is told of the leader's page and of the other tabs. */
function attended() {
  const told = []
  const page = { isVisible: true }
  const attention = new Attention({
    isVisible: () => page.isVisible,
    watchEnvironment: (report) => {
      page.report = report
      return () => told.push('stopped')
    },
  })
  const stop = attention.watchEnvironment(({ type }) => told.push(type))
  const own = (type) => {
    if (type !== 'offline') page.isVisible = type === 'wake'
    page.report({ type, awayMs: 5 })
  }
  return { attention, told, own, stop }
}

test('the connection is told of hiding when the last tab is hidden, whichever that is', () => {
  const { attention, told, own } = attended()
  attention.note(1, true)
  attention.note(2, true)
  told.length = 0
  own('hide')
  attention.note(1, false)
  assert.deepEqual(told, [])
  assert.equal(attention.isVisible(), true)
  attention.note(2, false)
  assert.deepEqual(told, ['hide'])
  assert.equal(attention.isVisible(), false)
  own('wake')
  own('hide')
  assert.deepEqual(told, ['hide', 'wake', 'hide'])
})

test('the connection is told of waking when any tab is looked at, once', () => {
  const { attention, told, own, stop } = attended()
  own('hide')
  attention.note(1, true)
  attention.note(1, true)
  assert.deepEqual(told, ['hide', 'wake'])
  own('offline')
  assert.deepEqual(told, ['hide', 'wake', 'offline'])
  stop()
  assert.equal(told.at(-1), 'stopped')
})

test('a leader that was not told of its hiding because others looked, and looks again, is not told later', () => {
  const { attention, told, own } = attended()
  attention.note(1, true)
  told.length = 0
  own('hide')
  own('wake')
  attention.note(1, false)
  assert.deepEqual(told, ['wake'])
})
