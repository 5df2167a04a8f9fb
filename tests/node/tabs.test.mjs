/** Many tabs on one session: one leads, the others follow. The real core, a browser made up. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load, loadCore } from './support/dist.mjs'
import { FakeBrowser } from './support/tabs.mjs'
import { completed, say, settled, statusOf } from './support/world.mjs'

const sequences = (tabs) => tabs.map(({ sequence }) => sequence)
const states = (tabs) => tabs.map(({ shown }) => shown.connection.state)

/** The newest stream says something, and all tabs hear of it. */
async function tell(browser, status) {
  say(browser.world.stream, status)
  await settled()
  browser.world.paint()
}

test('ten tabs on one session hold one stream, and all show what it says', async () => {
  const browser = new FakeBrowser()
  const tabs = await browser.openMany(10)
  assert.equal(browser.world.streams.length, 1)
  await tell(browser, statusOf(5))
  assert.deepEqual(sequences(tabs), Array(10).fill(5))
  assert.deepEqual(tabs[9].shown, tabs[0].shown)
  await tell(browser, completed(6))
  assert.deepEqual(states(tabs), Array(10).fill('closed'))
  assert.equal(browser.world.openStreams.length, 0)
  assert.equal(browser.world.requests.length, 0)
})

test('a tab that comes later shows at once what the others show', async () => {
  const browser = new FakeBrowser()
  const first = await browser.open()
  await tell(browser, statusOf(5))
  const late = await browser.open()
  assert.deepEqual(late.shown, first.shown)
  assert.equal(browser.world.streams.length, 1)
})

test('a tab that comes after the end shows the result without a request', async () => {
  const browser = new FakeBrowser()
  await browser.open()
  await tell(browser, completed(5))
  const late = await browser.open()
  assert.equal(late.shown.status.status, 'completed')
  assert.equal(browser.world.streams.length + browser.world.requests.length, 1)
})

test('transitions and diagnostics are told in every tab, once', async () => {
  const browser = new FakeBrowser()
  const tabs = await browser.openMany(3)
  browser.world.stream.listener.opened()
  await tell(browser, '<html>')
  for (const { seen } of tabs) {
    assert.equal(seen.transitions.at(-1), 'connecting → open')
    assert.deepEqual(
      seen.diagnostics.map(({ code }) => code),
      ['not-json'],
    )
  }
})

for (const [how, end] of [
  ['crashes', (tab) => tab.crash()],
  ['is navigated away', (tab) => tab.page('away')],
  ['has no users any more', (tab) => tab.leave(true)],
]) {
  test(`when the leader ${how} another tab goes on where it was, and nobody forgets anything`, async () => {
    const browser = new FakeBrowser()
    const [leader, ...others] = await browser.openMany(4)
    await tell(browser, statusOf(7))
    await end(leader)
    assert.equal(browser.world.streams.length, 2)
    assert.equal(browser.world.openStreams.length, 1)
    assert.deepEqual(sequences(others), [7, 7, 7])
    await tell(browser, statusOf(8))
    assert.deepEqual(sequences(others), [8, 8, 8])
    for (const { seen } of others) {
      const shown = seen.sequences.filter((sequence) => sequence !== null)
      assert.deepEqual(
        shown,
        [...shown].sort((a, b) => a - b),
      )
    }
  })
}

test('a new leader asks for what follows the newest status known', async () => {
  const browser = new FakeBrowser()
  const [leader] = await browser.openMany(2)
  await tell(browser, statusOf(7))
  await leader.crash()
  assert.match(browser.world.stream.url, /last_event_id=5f3a-7$/)
})

test('the leader’s own credentials are sent, and after it those of the next', async () => {
  const browser = new FakeBrowser()
  const sent = () => browser.world.stream.sent.headers.get('authorization')
  // The store imports it at its first attempt.
  await load('credentials.js')
  const tabs = []
  for (const token of ['one', 'two']) {
    const tab = await browser.open({ headers: {} })
    tab.options.headers = { authorization: token }
    tabs.push(tab)
  }
  await tabs[0].retry()
  assert.equal(sent(), 'one')
  await tabs[0].crash()
  assert.equal(sent(), 'two')
})

test('each leader in turn is replaced until the last tab is alone', async () => {
  const browser = new FakeBrowser()
  const tabs = await browser.openMany(4)
  for (const [place, tab] of tabs.slice(0, 3).entries()) {
    await tell(browser, statusOf(place + 1))
    await tab.crash()
    assert.equal(browser.world.openStreams.length, 1)
    assert.equal(tabs[3].sequence, place + 1)
  }
  await tell(browser, completed(9))
  assert.equal(tabs[3].sequence, 9)
})

test('no tab shows an older status because the new leader missed the last word', async () => {
  const browser = new FakeBrowser()
  const [leader, next, other] = await browser.openMany(3)
  await tell(browser, statusOf(7))
  next.isStuck = true
  await tell(browser, statusOf(8))
  next.missed = []
  next.isStuck = false
  await leader.crash()
  assert.deepEqual(sequences([next, other]), [7, 8])
  await tell(browser, statusOf(9))
  assert.deepEqual(sequences([next, other]), [9, 9])
  assert.deepEqual(
    other.seen.sequences.filter((sequence) => sequence !== null && sequence < 8),
    [7],
  )
})

test('retry() in a tab that follows starts the leader anew', async () => {
  const browser = new FakeBrowser()
  const [leader, follower] = await browser.openMany(2)
  browser.world.stream.listener.failed()
  await browser.world.request.answer(404)
  assert.deepEqual(states([leader, follower]), ['failed', 'failed'])
  assert.equal(follower.shown.error.code, 'not-found')
  await follower.retry()
  assert.deepEqual(states([leader, follower]), ['connecting', 'connecting'])
  assert.equal(browser.world.openStreams.length, 1)
})

test('the last user leaving a tab gives up the lead after the grace, in which nothing changes', async () => {
  const browser = new FakeBrowser()
  const [leader, follower] = await browser.openMany(2)
  await leader.leave(false)
  await browser.world.advance(249)
  assert.equal(browser.world.streams.length, 1)
  leader.acquire()
  await browser.world.advance(5_000)
  assert.equal(browser.world.streams.length, 1)
  await leader.leave(false)
  await browser.world.advance(250)
  await settled()
  assert.equal(leader.seen.finished, 1)
  assert.equal(browser.world.streams.length, 2)
  assert.equal(browser.world.openStreams.length, 1)
  await tell(browser, statusOf(3))
  assert.equal(follower.sequence, 3)
})

test('a policy of no grace is kept', async () => {
  const browser = new FakeBrowser()
  const tab = await browser.open({ policy: { lingerMs: 0 } })
  await tab.leave(false)
  await browser.world.advance(0)
  assert.equal(tab.seen.finished, 1)
})

test('AC-2.1.4 when all have left nothing is held by anybody', async () => {
  const browser = new FakeBrowser()
  const tabs = await browser.openMany(3)
  await tell(browser, statusOf(1))
  for (const tab of tabs) await tab.leave(true)
  assert.equal(browser.world.held, 0)
  assert.equal(browser.held, 0)
  for (const tab of tabs) {
    assert.equal(tab.watchers, 0)
    assert.equal(tab.seen.finished, 1)
  }
})

test('users who leave before the core is there leave nothing behind', async () => {
  const browser = new FakeBrowser()
  const opening = browser.open()
  const [tab] = browser.tabs
  tab.source.release(tab.observer, true)
  await opening
  assert.equal(browser.world.streams.length, 0)
  assert.equal(browser.world.held + browser.held + tab.watchers, 0)
})

test('a page that comes back from the back/forward cache takes part again', async () => {
  const browser = new FakeBrowser()
  const [first, second] = await browser.openMany(2)
  await tell(browser, statusOf(4))
  await first.page('away')
  assert.equal(first.sequence, 4)
  await tell(browser, statusOf(5))
  assert.equal(first.sequence, 4)
  await first.page('back')
  assert.deepEqual(sequences([first, second]), [5, 5])
  assert.equal(browser.world.openStreams.length, 1)
})

test('the lead never falls to a frozen tab', async () => {
  const browser = new FakeBrowser()
  const [leader, frozen, third] = await browser.openMany(3)
  await frozen.page('away')
  await leader.crash()
  await tell(browser, statusOf(2))
  assert.equal(third.sequence, 2)
  assert.equal(frozen.sequence, null)
})

test('observers’ errors surface and disturb nobody', async () => {
  const browser = new FakeBrowser()
  const [leader, follower] = await browser.openMany(2)
  const broken = {
    changed: () => {
      throw new Error('oops')
    },
  }
  leader.source.acquire(broken)
  follower.source.acquire(broken)
  await tell(browser, statusOf(3))
  assert.deepEqual(sequences([leader, follower]), [3, 3])
  assert.ok(browser.world.surfaced.length >= 2)
  assert.ok(browser.world.surfaced.every(({ message }) => message === 'oops'))
})

test('a user who leaves while being told does not disturb the others', async () => {
  const browser = new FakeBrowser()
  const [leader, follower] = await browser.openMany(2)
  leader.options.onTransition = ({ to }) => {
    if (to === 'open') leader.source.release(leader.observer, true)
  }
  browser.world.stream.listener.opened()
  await settled()
  assert.equal(leader.seen.finished, 1)
  assert.equal(browser.world.openStreams.length, 1)
  await tell(browser, statusOf(3))
  assert.equal(follower.sequence, 3)
})

test('AC-2.1.4 a tab whose user leaves while being told of an update waits for no frame', async () => {
  const browser = new FakeBrowser()
  const [leader, follower] = await browser.openMany(2)
  await tell(browser, statusOf(1))
  follower.observer.changed = () => follower.source.release(follower.observer, true)
  say(browser.world.stream, statusOf(2))
  await settled()
  assert.equal(follower.seen.finished, 1)
  // Nothing was painted since.
  await leader.leave(true)
  assert.equal(browser.world.held + browser.held, 0)
})

test('snapshots are frozen in every tab, and the same object while nothing changes', async () => {
  const browser = new FakeBrowser()
  const [, follower] = await browser.openMany(2)
  await tell(browser, statusOf(3))
  const { shown } = follower
  await browser.open()
  await browser.world.advance(29_000)
  assert.equal(follower.shown, shown)
  assert.throws(() => (shown.status.progress = 5), TypeError)
  assert.throws(() => (shown.connection.state = 'idle'), TypeError)
})

test('sessions with other settings have other channels and locks', async () => {
  const browser = new FakeBrowser()
  const one = await browser.open({ shareAcrossTabs: 'elinor' })
  const other = await browser.open({ shareAcrossTabs: 'marianne' })
  assert.equal(browser.world.openStreams.length, 2)
  assert.equal(new Set(browser.names).size, 2)
  await tell(browser, statusOf(3))
  assert.deepEqual(sequences([one, other]), [null, 3])
})

test('what is no message of this protocol is ignored', async () => {
  const browser = new FakeBrowser()
  const tabs = await browser.openMany(2)
  await tell(browser, statusOf(3))
  const before = tabs.map(({ shown }) => shown)
  const snapshot = { ...before[0], status: { ...before[0].status, sequence: 9 } }
  const lead = { type: 'lead', term: 9e15, version: 9, visible: true, snapshot }
  for (const message of [
    null,
    'lead',
    7,
    [],
    {},
    { type: 'shout' },
    { type: 'hello' },
    { type: 'hello', from: '1', visible: true },
    { ...lead, term: Number.NaN },
    { ...lead, version: '9' },
    { ...lead, visible: undefined },
    { ...lead, snapshot: null },
    { ...lead, snapshot: {} },
    { ...lead, snapshot: { ...snapshot, status: 'completed' } },
    { ...lead, snapshot: { ...snapshot, status: { sequence: '9', epoch: '5f3a' } } },
    { ...lead, snapshot: { ...snapshot, connection: { state: 'open' } } },
    { ...lead, snapshot: { ...snapshot, error: 'oops' } },
    { type: 'diagnostic', term: 1 },
  ]) {
    await browser.sayToAll(message)
  }
  assert.deepEqual(
    tabs.map(({ shown }) => shown),
    before,
  )
  assert.equal(browser.world.streams.length, 1)
  await tell(browser, statusOf(4))
  assert.deepEqual(sequences(tabs), [4, 4])
})

test('a tab that cannot load the core leaves the lead to one that can, and follows it', async () => {
  const browser = new FakeBrowser()
  const broken = await browser.open({}, () => Promise.reject(new Error('404')))
  assert.equal(broken.shown.error.code, 'core-unavailable')
  assert.match(String(broken.shown.error.cause), /404/)
  const sound = await browser.open()
  await tell(browser, statusOf(3))
  assert.deepEqual(sequences([broken, sound]), [3, 3])
  assert.equal(broken.shown.error, null)
})

test('where no tab can load the core each says so, and retry() in one mends all', async () => {
  const browser = new FakeBrowser()
  let isBroken = true
  const load = () => (isBroken ? Promise.reject(new Error('404')) : loadCore())
  const tabs = [await browser.open({}, load), await browser.open({}, load)]
  assert.deepEqual(states(tabs), ['failed', 'failed'])
  isBroken = false
  await tabs[0].retry()
  await loadCore()
  await settled()
  await tell(browser, statusOf(3))
  assert.deepEqual(sequences(tabs), [3, 3])
  assert.deepEqual(
    tabs.map(({ shown }) => shown.error),
    [null, null],
  )
})
