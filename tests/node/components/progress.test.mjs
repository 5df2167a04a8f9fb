/** TranscriptionProgress in React, with snapshots that the test gives and a clock that it turns. */
import '../support/dom.mjs'
import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { act, cleanup, fireEvent, render } from '@testing-library/react'
import { createElement, Profiler, StrictMode } from 'react'
import { load } from '../support/dist.mjs'
import { ARRIVED, connectionIn, errorOf, IDLE, running, statusOf } from './snapshots.mjs'

const { arabic, english, TranscriptionProgress } = await load('components/index.js')

let now = 0
const advance = (ms) =>
  act(() => {
    now += ms
    mock.timers.tick(ms)
  })

beforeEach(() => {
  now = 0
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: ARRIVED })
  mock.method(performance, 'now', () => now)
})
afterEach(() => {
  cleanup()
  mock.timers.reset()
  mock.restoreAll()
})

/** Renders the component; `part` finds by data-part, `text` gives what is read there. */
function show(props) {
  const view = render(createElement(TranscriptionProgress, props))
  const part = (name) => view.container.querySelector(`[data-part='${name}']`)
  return {
    ...view,
    part,
    text: (name) => part(name)?.textContent,
    bar: () => part('bar'),
    showNext: (next) => view.rerender(createElement(TranscriptionProgress, next)),
  }
}

test('AC-2.2.1 the bar says the true value and is sent there at once', () => {
  const { bar, showNext } = show(running({ progress: 40 }))
  assert.equal(bar().getAttribute('aria-valuenow'), '40')
  assert.equal(bar().style.getPropertyValue('--tss-progress'), '0.4')
  assert.equal(bar().style.getPropertyValue('--tss-pace'), '0ms')
  showNext(running({ progress: 41.5, sequence: 42 }))
  assert.equal(bar().getAttribute('aria-valuenow'), '41.5')
  assert.equal(bar().style.getPropertyValue('--tss-progress'), '0.415')
  assert.notEqual(bar().style.getPropertyValue('--tss-pace'), '0ms')
})

test('how much motion the user wants is asked once, and followed', () => {
  const query = Object.assign(new EventTarget(), { matches: false })
  const { window: page } = globalThis
  page.matchMedia = mock.fn(() => query)
  const { bar, showNext } = show(running({ progress: 40 }))
  const paceAt = (progress) => {
    showNext(running({ progress, sequence: progress }))
    return bar().style.getPropertyValue('--tss-pace')
  }
  assert.notEqual(paceAt(50), '0ms')
  query.matches = true
  act(() => void query.dispatchEvent(new Event('change')))
  assert.equal(bar().style.getPropertyValue('--tss-pace'), '0ms')
  query.matches = false
  act(() => void query.dispatchEvent(new Event('change')))
  assert.notEqual(paceAt(60), '0ms')
  assert.equal(page.matchMedia.mock.callCount(), 1)
  delete page.matchMedia
})

test('before the first status the bar claims no value, and moves while one is asked for', () => {
  const asking = (state) => ({ ...IDLE, connection: connectionIn(state, { lastUpdateAt: null }) })
  const { bar, text, showNext } = show(IDLE)
  for (const [state, isAsking] of [
    ['idle', false],
    ['connecting', true],
    ['backoff', true],
    ['open', true],
    ['polling', true],
    ['suspended', false],
  ]) {
    showNext(asking(state))
    assert.equal(bar().hasAttribute('aria-valuenow'), false)
    assert.equal(bar().hasAttribute('data-unknown'), isAsking, state)
    assert.equal(text('message'), isAsking ? english.asking : english.idle, state)
    assert.equal(text('percent'), undefined)
  }
})

test('AC-2.2.4 without a session nothing is said to be under way', () => {
  const { container, text } = show(IDLE)
  assert.equal(container.firstChild.dataset.look, 'idle')
  assert.equal(text('line'), english.connection.idle)
})

test('AC-2.2.2 the message is the catalogue’s for a code that it knows, else the server’s', () => {
  const { text, showNext } = show(running({ message: 'Own.', message_code: 'patterns' }))
  assert.equal(text('message'), english.narration.patterns)
  for (const code of [undefined, 'never heard of', 'toString', 7]) {
    showNext(running({ message: 'Own.', message_code: code }))
    assert.equal(text('message'), 'Own.')
  }
  showNext(running({ message: '' }))
  assert.equal(text('message'), english.status.processing)
})

test('AC-2.2.3 the estimate counts down between updates, to a few seconds and no further', () => {
  const { text } = show(running())
  assert.equal(text('estimate'), 'Estimated completion: about 2 minutes')
  advance(60_000)
  assert.equal(text('estimate'), 'Estimated completion: about 1 minute')
  advance(40_000)
  assert.equal(text('estimate'), 'Estimated completion: about 20 seconds')
  advance(600_000)
  assert.equal(text('estimate'), 'Estimated completion: in a few seconds')
})

test('the countdown renders again only when it reads otherwise', () => {
  let commits = 0
  const onRender = () => (commits += 1)
  const card = createElement(TranscriptionProgress, running())
  render(createElement(Profiler, { id: 'card', onRender }, card))
  const before = commits
  advance(25_000)
  assert.equal(commits, before)
  advance(10_000)
  assert.equal(commits, before + 1)
})

test('a device whose clock is wrong shows the same estimate', () => {
  const wrong = ARRIVED + 86_400_000
  mock.timers.setTime(wrong)
  const { text } = show(running({}, connectionIn('open', { lastUpdateAt: wrong })))
  assert.equal(text('estimate'), 'Estimated completion: about 2 minutes')
})

test('what nothing refreshes shows its age, and no estimate', () => {
  const { text, part } = show(running({}, connectionIn('suspended', { isStale: true })))
  assert.equal(part('estimate'), null)
  assert.equal(text('age'), 'Last update a few seconds ago')
  advance(120_000)
  assert.equal(text('age'), 'Last update 2 minutes ago')
})

/** The timers that were set and neither cancelled nor run, from now on. */
function pendingTimers() {
  const pending = new Set()
  const { setTimeout: set, clearTimeout: clear } = globalThis
  mock.method(globalThis, 'setTimeout', (run, ...rest) => {
    const timer = set(
      () => {
        pending.delete(timer)
        run()
      },
      ...rest,
    )
    pending.add(timer)
    return timer
  })
  mock.method(globalThis, 'clearTimeout', (timer) => {
    pending.delete(timer)
    clear(timer)
  })
  return pending
}

test('no timer is left behind', () => {
  const pending = pendingTimers()
  const { unmount } = show(running())
  // For the countdown, and for what is to be announced.
  assert.equal(pending.size, 2)
  unmount()
  assert.equal(pending.size, 0)
})

test('a job that was begun anew says so, any other does not', () => {
  const { text, part, showNext } = show(running({ attempt: 2 }))
  assert.match(text('attempt'), /attempt 2/)
  showNext(running())
  assert.equal(part('attempt'), null)
})

test('AC-2.2.5 a fatal error says what happened, what to do, and tries again', () => {
  const retry = mock.fn()
  const { getByRole, part, text } = show({ ...IDLE, error: errorOf('forbidden'), retry })
  const { title, advice } = english.errors.forbidden
  assert.equal(getByRole('alert').textContent, title + advice)
  assert.equal(part('bar'), null)
  assert.equal(text('line'), english.connection.stopped)
  fireEvent.click(getByRole('button', { name: english.tryAgain }))
  assert.deepEqual(
    retry.mock.calls.map((call) => call.arguments),
    [[]],
  )
})

test('AC-2.2.5 the focus stays in the card when the button that had it goes', () => {
  const refused = { ...IDLE, error: errorOf('forbidden'), retry: () => undefined }
  const { container, getByRole, showNext } = show(refused)
  getByRole('button').focus()
  showNext(running())
  assert.equal(globalThis.document.activeElement.dataset.part, 'transcription-progress')
  assert.equal(container.firstChild.tabIndex, -1)

  // And where it was elsewhere it is left alone.
  const elsewhere = globalThis.document.createElement('button')
  globalThis.document.body.append(elsewhere)
  showNext(refused)
  elsewhere.focus()
  showNext(running())
  assert.ok(globalThis.document.activeElement === elsewhere)
  elsewhere.remove()
})

test('an error of a code that is not known yet brings its own sentence', () => {
  const { getByRole } = show({ ...IDLE, error: errorOf('from-the-future') })
  assert.equal(getByRole('alert').textContent, 'own words: from-the-future')
})

test('without `retry` there is no button; while trying goes on there is no alert', () => {
  const { queryByRole, showNext } = show({ ...IDLE, error: errorOf('gone') })
  assert.equal(queryByRole('button'), null)
  showNext({ ...running({}, connectionIn('polling')), error: errorOf('unreachable', false) })
  assert.equal(queryByRole('alert'), null)
})

test('AC-2.3.4 a job that failed says why and what to do', () => {
  const failed = (error, message = 'Sorry.') =>
    running({ status: 'failed', message, error }, connectionIn('closed'))
  const { getByRole, text, showNext } = show(failed({ code: 'recording_missing', message: 'own' }))
  const { known, advice, unknown, title } = english.failure
  const { recording_missing: missing } = known
  assert.equal(text('message'), title)
  assert.equal(getByRole('alert').textContent, missing.reason + missing.advice)
  showNext(failed({ code: 'quota_spent', message: 'No hours are left.' }))
  assert.equal(getByRole('alert').textContent, `No hours are left.${advice}`)
  showNext(failed(null))
  assert.equal(getByRole('alert').textContent, `Sorry.${advice}`)
  showNext(failed(null, ''))
  assert.equal(getByRole('alert').textContent, unknown + advice)
})

test('the root tells stylesheets and tests what is shown, and takes the app’s attributes', () => {
  const { container } = show({ ...running(), className: 'status-card', id: 'job', lang: 'en-GB' })
  const { className, id, lang, dir, dataset } = container.firstChild
  assert.deepEqual(
    { className, id, lang, dir },
    { className: 'status-card', id: 'job', lang: 'en-GB', dir: 'ltr' },
  )
  assert.deepEqual(
    { ...dataset },
    {
      part: 'transcription-progress',
      status: 'processing',
      sequence: '40',
      epoch: '5f3a',
      connection: 'open',
      look: 'live',
      stale: 'false',
    },
  )
})

test('the app’s buttons are in the foot', () => {
  const button = createElement('button', { type: 'button' }, 'Cancel')
  const { part } = show({ ...running(), children: button })
  assert.equal(part('foot').querySelector('button').textContent, 'Cancel')
})

test('in Arabic it runs from the right, and the server’s own sentence keeps its direction', () => {
  const { container, part } = show({ ...running({ message: 'Own.' }), messages: arabic })
  assert.equal(container.firstChild.dir, 'rtl')
  assert.equal(container.firstChild.lang, arabic.locale)
  assert.equal(part('message').innerHTML, '<bdi>Own.</bdi>')
  assert.equal(part('estimate').textContent, 'يُتوقع الاكتمال خلال دقيقتين تقريبًا')
})

test('AC-2.2.4 a lasting change of how updates arrive is announced politely, a brief one is not', () => {
  const live = running()
  const { getByRole, showNext } = show(live)
  const told = () => getByRole('status').textContent
  assert.equal(told(), 'Analyzing speech patterns... 40%')
  advance(3_000)
  assert.equal(told(), english.connection.live)
  showNext({ ...live, connection: connectionIn('backoff', { attempt: 2 }) })
  advance(2_000)
  showNext(live)
  advance(60_000)
  assert.equal(told(), english.connection.live)
  showNext({ ...live, connection: connectionIn('polling', { fallbackReason: 'error' }) })
  advance(3_000)
  assert.equal(told(), 'Fallback mode: updates every 3 s')
})

test('nothing that was announced of a connection is read after it has ended', () => {
  const { getByRole, showNext } = show(running())
  advance(3_000)
  assert.equal(getByRole('status').textContent, english.connection.live)
  showNext({ ...running({}, connectionIn('failed')), error: errorOf('unauthorized') })
  assert.equal(getByRole('status').textContent, '')
})

test('the announcements are unseen, without any stylesheet', () => {
  const { getByRole } = show(running())
  assert.equal(getByRole('status').style.clipPath, 'inset(50%)')
})

test('in StrictMode nothing is announced twice', () => {
  // From before the mounting on, which StrictMode does twice.
  const watch = new globalThis.MutationObserver(() => undefined)
  watch.observe(globalThis.document.body, { childList: true, subtree: true })
  const card = createElement(TranscriptionProgress, running())
  const { getByRole } = render(createElement(StrictMode, null, card))
  const region = getByRole('status')
  const said = () =>
    watch
      .takeRecords()
      .filter(({ target }) => target === region)
      .flatMap(({ addedNodes }) => [...addedNodes].map(({ textContent }) => textContent))
  assert.deepEqual(said(), ['Analyzing speech patterns... 40%'])
  advance(2_999)
  assert.deepEqual(said(), [])
  advance(1)
  assert.deepEqual(said(), [english.connection.live])
  watch.disconnect()
})

test('the end is announced with its sentence', () => {
  const { getByRole, showNext } = show(running())
  const status = statusOf(99, { status: 'completed', progress: 100, message: 'Done.' })
  showNext({ ...running(), status, connection: connectionIn('closed') })
  assert.equal(getByRole('status').textContent, 'Done. 100%')
})
