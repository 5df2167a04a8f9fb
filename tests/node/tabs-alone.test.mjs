/** `shareAcrossTabs` from the package's own entry, where tabs cannot share. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { createTranscriptionClient, loadCore, load } from './support/dist.mjs'
import { settled, statusOf } from './support/world.mjs'

const { LateSource } = await load('late-source.js')

class FakeEventSource extends EventTarget {
  static all = []
  isOpen = true
  constructor(url) {
    super()
    this.url = url
    FakeEventSource.all.push(this)
  }
  close() {
    this.isOpen = false
  }
}
globalThis.EventSource = FakeEventSource
// As in a page by plain http, or in an old browser.
Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true })

beforeEach(() => (FakeEventSource.all = []))

const options = { shareAcrossTabs: true, baseUrl: 'http://127.0.0.1' }

/** After the code for sharing, the core and the store have come. */
async function started() {
  await load('tabs/open.js')
  await loadCore()
  await settled()
  await settled()
}

test('without Web Locks each tab has a connection of its own', async () => {
  const client = createTranscriptionClient('alone', options)
  const heard = []
  client.subscribe(() => heard.push(client.getSnapshot().status?.sequence))
  assert.equal(client.getSnapshot().connection.state, 'idle')
  await started()
  const [stream] = FakeEventSource.all
  stream.dispatchEvent(new MessageEvent('status', { data: JSON.stringify(statusOf(3)) }))
  assert.equal(client.getSnapshot().status.sequence, 3)
  assert.equal(heard.at(-1), 3)
  client.dispose()
  assert.equal(FakeEventSource.all.length, 1)
  assert.equal(stream.isOpen, false)
})

test('a client that is disposed before the code for sharing is there never connects', async () => {
  createTranscriptionClient('gone', options).dispose()
  await started()
  assert.equal(FakeEventSource.all.length, 0)
})

test('clients of one page share one connection from the first moment', async () => {
  const clients = [1, 2, 3].map(() => createTranscriptionClient('page', options))
  clients[0].dispose()
  await started()
  assert.equal(FakeEventSource.all.length, 1)
  for (const client of clients) client.dispose()
  assert.equal(FakeEventSource.all[0].isOpen, false)
})

test('who comes, goes and comes again while the code is on its way is told by one source', async () => {
  const acquired = []
  let finished = 0
  const inner = { acquire: (observer) => acquired.push(observer) }
  let arrive
  const late = new LateSource(
    () => new Promise((resolve) => (arrive = () => resolve(inner))),
    () => finished++,
  )
  const [one, two] = [{}, {}]
  late.acquire(one)
  const first = arrive
  late.release(one, false)
  assert.equal(finished, 1)
  late.acquire(two)
  first()
  arrive()
  await settled()
  assert.deepEqual(acquired, [two])
})

for (const wrong of [7, null]) {
  test(`refuses ${JSON.stringify(wrong)} for shareAcrossTabs by name`, () => {
    assert.throws(
      () => createTranscriptionClient('job', { shareAcrossTabs: wrong }),
      /shareAcrossTabs: expected boolean or string, got/,
    )
  })
}
