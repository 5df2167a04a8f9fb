/** What a screen reader is told, and when, on a clock that the test turns. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from '../support/dist.mjs'
import { completed, statusOf } from '../support/world.mjs'

const { Announcer, LASTING_MS, LINE_PAUSE_MS, PAUSE_MS } = await load('components/announcer.js')

/** An announcer with what it says, and when, as the page would hear it. */
class Listener {
  #announcer = new Announcer()
  #now = 0
  #due = null
  #situation = { status: null, sentence: '', line: { look: 'waiting', text: 'Connecting' } }
  said = []

  /** Something is another now. */
  see(change) {
    this.#situation = { ...this.#situation, ...change }
    this.#hear()
  }

  status(status) {
    this.see({ status, sentence: `${status.status} ${status.progress}` })
  }

  line(look, text = look) {
    this.see({ line: { look, text } })
  }

  wait(ms) {
    const end = this.#now + ms
    while (this.#due !== null && this.#due <= end) {
      this.#now = this.#due
      this.#hear()
    }
    this.#now = end
  }

  #hear() {
    const { text, againInMs } = this.#announcer.hear(this.#situation, this.#now)
    if (text !== null) this.said.push(text)
    this.#due = againInMs === null ? null : this.#now + againInMs
  }
}

const at = (progress, more) => statusOf(progress + 1, { progress, ...more })

test('each quarter is told once, and no step between', () => {
  const heard = new Listener()
  for (let progress = 0; progress < 100; progress += 1) {
    heard.status(at(progress))
    heard.wait(1_000)
  }
  heard.status(completed(101))
  assert.deepEqual(heard.said, [
    'processing 0',
    'processing 25',
    'processing 50',
    'processing 75',
    'completed 100',
  ])
})

test('of quarters that pass quickly only the newest is told, and the end at once', () => {
  const heard = new Listener()
  for (const progress of [0, 25, 50, 75]) heard.status(at(progress))
  assert.deepEqual(heard.said, ['processing 0'])
  heard.wait(PAUSE_MS)
  assert.deepEqual(heard.said, ['processing 0', 'processing 75'])
  heard.status(completed(101))
  assert.deepEqual(heard.said.slice(2), ['completed 100'])
  heard.wait(600_000)
  assert.equal(heard.said.length, 3)
})

test('each new state of the job is told at once, and so is a new attempt', () => {
  const heard = new Listener()
  heard.status(at(0, { status: 'queued' }))
  heard.status(at(0))
  heard.status(at(30))
  heard.status(at(5, { attempt: 2 }))
  assert.deepEqual(heard.said, ['queued 0', 'processing 0', 'processing 5'])
})

test('a change of how updates arrive is told when it lasts', () => {
  const heard = new Listener()
  heard.line('live')
  heard.wait(LASTING_MS - 1)
  assert.deepEqual(heard.said, [])
  heard.wait(1)
  heard.wait(LINE_PAUSE_MS)
  heard.line('fallback')
  heard.wait(LASTING_MS)
  assert.deepEqual(heard.said, ['live', 'fallback'])
})

test('a connection that comes and goes is told of twice a minute at most, and how it is at last', () => {
  const heard = new Listener()
  const alternate = () => {
    for (let change = 0; change < 40; change += 1) {
      heard.line(change % 2 === 0 ? 'live' : 'fallback')
      heard.wait(LASTING_MS + 500)
    }
  }
  alternate()
  assert.equal(heard.said.length, 5)
  heard.line('fallback')
  heard.wait(LINE_PAUSE_MS)
  assert.equal(heard.said.at(-1), 'fallback')
})

test('what was said just before is not said again, whatever came between', () => {
  const heard = new Listener()
  heard.line('live')
  heard.wait(LASTING_MS)
  heard.line('fallback')
  heard.wait(LINE_PAUSE_MS - LASTING_MS)
  heard.line('live')
  heard.wait(600_000)
  assert.deepEqual(heard.said, ['live'])
})

test('connecting is no news at first, and news after an end', () => {
  const heard = new Listener()
  heard.line('idle')
  heard.wait(600_000)
  heard.line('waiting')
  heard.wait(600_000)
  assert.deepEqual(heard.said, [])
  heard.line('stopped')
  heard.line('waiting')
  heard.wait(600_000)
  assert.deepEqual(heard.said, ['waiting'])
})

test('a change of how updates arrive that is over within a moment is not told', () => {
  const heard = new Listener()
  heard.line('live')
  heard.wait(LASTING_MS)
  for (let drop = 0; drop < 20; drop += 1) {
    heard.line('retrying')
    heard.wait(LASTING_MS - 1)
    heard.line('live')
    heard.wait(10_000)
  }
  assert.deepEqual(heard.said, ['live'])
})

test('another attempt or another interval is no other way for updates to arrive', () => {
  const heard = new Listener()
  heard.line('retrying', 'attempt 2 of 3')
  heard.wait(LASTING_MS)
  heard.line('retrying', 'attempt 3 of 3')
  heard.wait(60_000)
  assert.deepEqual(heard.said, ['attempt 2 of 3'])
})

for (const look of ['idle', 'finished', 'cancelled', 'failed', 'stopped']) {
  test(`the line's "${look}" is not told: the job's end or the error says so itself`, () => {
    const heard = new Listener()
    heard.line('live')
    heard.wait(LASTING_MS)
    heard.line(look)
    assert.deepEqual(heard.said, ['live', ''], 'what was said is taken back at once')
    heard.wait(600_000)
    assert.equal(heard.said.length, 2)
  })
}

test('at the end the word on the job stays, in whatever order the end is seen', () => {
  for (const isTogether of [true, false]) {
    const heard = new Listener()
    heard.line('live')
    heard.wait(LASTING_MS)
    const status = completed(101)
    const line = { look: 'finished', text: 'finished' }
    heard.see({ status, sentence: 'Done.', ...(isTogether && { line }) })
    heard.see({ line })
    heard.wait(600_000)
    assert.deepEqual(heard.said, ['live', 'Done.'])
  }
})
