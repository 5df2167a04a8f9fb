/** Where WebAssembly cannot be had: the same core as plain JavaScript, and only there. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { dist, load } from '../support/dist.mjs'

const { coreLoader } = await load('core/loader.js')
const { readCore } = await load('ports/browser.js')
const { default: createWasm } = await load('core/transcription-status-core.js')
const { default: createPlain } = await load('core/transcription-status-core-plain.js')
const WASM = new URL('core/transcription-status-core.wasm', dist)

/** A loader as on first use: a module that is asked for by another name is another one. */
let asked = 0
const freshLoader = async () => (await load(`core/loader.js?${++asked}`)).loadCore

/** Sources that work, told how often they were asked, but for `changes`. */
function sources(changes = {}) {
  const calls = { wasm: 0, plain: 0 }
  const all = {
    schedule: () => () => undefined,
    hasWebAssembly: () => true,
    wasm: async () => createWasm({ wasm: await readFile(WASM) }),
    plain: () => createPlain(),
    ...changes,
  }
  const counted = (name) => (signal) => {
    calls[name]++
    return all[name](signal)
  }
  return { calls, loader: { ...all, wasm: counted('wasm'), plain: counted('plain') } }
}

const ENVIRONMENT = {
  transport: 'auto',
  canStream: true,
  online: true,
  visible: true,
  canRenew: false,
}

function assertWorks(core) {
  const session = core.openSession(core.defaultPolicy(), 1)
  const effects = core.start(session, ENVIRONMENT, '', 0).map(({ type }) => type)
  assert.ok(effects.includes('open-stream'), `${effects}`)
  assert.equal(core.snapshot(session, 0).state, 'connecting')
  core.closeSession(session)
}

test('with WebAssembly the plain core is not asked for', async () => {
  const { calls, loader } = sources()
  const core = await coreLoader(loader)()
  assert.equal(core.kind, 'wasm')
  assert.deepEqual(calls, { wasm: 1, plain: 0 })
  assertWorks(core)
})

test('without WebAssembly neither the .wasm nor its glue is asked for, and the plain core works', async () => {
  const { WebAssembly } = globalThis
  const loadCore = await freshLoader()
  delete globalThis.WebAssembly
  try {
    const core = await loadCore()
    assert.equal(core.kind, 'plain')
    assertWorks(core)
  } finally {
    globalThis.WebAssembly = WebAssembly
  }
  const { calls, loader } = sources({ hasWebAssembly: () => false })
  await coreLoader(loader)()
  assert.deepEqual(calls, { wasm: 0, plain: 1 })
})

test('a page that may not compile WebAssembly runs the plain core', async (t) => {
  const refuse = () => Promise.reject(new WebAssembly.CompileError('refused by the policy'))
  t.mock.method(WebAssembly, 'instantiate', refuse)
  const core = await (await freshLoader())()
  assert.equal(core.kind, 'plain')
  assertWorks(core)
})

for (const [what, status, body] of [
  ['missing', 404, 'not found'],
  ['answered with a page', 200, '<!doctype html>'],
]) {
  test(`where the .wasm is ${what}, the plain core runs`, async () => {
    const server = createServer((_, response) => response.writeHead(status).end(body))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      const url = new URL(`http://127.0.0.1:${server.address().port}/core.wasm`)
      const wasm = async (signal) => createWasm({ wasm: await readCore(url, signal) })
      const core = await coreLoader(sources({ wasm }).loader)()
      assert.equal(core.kind, 'plain')
    } finally {
      server.close()
    }
  })
}

test('a download that never ends is given up after ten seconds', async () => {
  const timers = []
  let aborted = false
  const { loader } = sources({
    schedule: (delayMs, run) => {
      timers.push({ delayMs, run })
      return () => undefined
    },
    wasm: (signal) => {
      signal.addEventListener('abort', () => (aborted = true))
      return new Promise(() => undefined)
    },
  })
  const loading = coreLoader(loader)()
  assert.equal(timers[0].delayMs, 10_000)
  timers[0].run()
  assert.equal((await loading).kind, 'plain')
  assert.ok(aborted)
})

test('a core that is there in time leaves no timer behind', async () => {
  let armed = 0
  const schedule = () => {
    armed++
    return () => armed--
  }
  await coreLoader(sources({ schedule }).loader)()
  assert.equal(armed, 0)
})

test('when neither core can be had both reasons are told, and the next call tries again', async () => {
  let isReachable = false
  const failing = (name) => async () => {
    if (!isReachable) throw new Error(`no ${name}`)
    return createPlain()
  }
  const { calls, loader } = sources({ wasm: failing('wasm'), plain: failing('plain') })
  const loadCore = coreLoader(loader)
  await assert.rejects(loadCore(), (error) => {
    assert.ok(error instanceof AggregateError)
    assert.deepEqual(
      error.errors.map(({ message }) => message),
      ['no wasm', 'no plain'],
    )
    assert.match(error.message, /no wasm.*no plain/)
    return true
  })
  isReachable = true
  assert.equal((await loadCore()).kind, 'wasm')
  assert.deepEqual(calls, { wasm: 2, plain: 1 })
})

test('callers at the same time wait for one core', async () => {
  const { calls, loader } = sources({ hasWebAssembly: () => false })
  const loadCore = coreLoader(loader)
  const [first, second] = await Promise.all([loadCore(), loadCore()])
  assert.equal(first, second)
  assert.equal(calls.plain, 1)
})

test('the plain core takes texts that are larger than the memory it begins with', async () => {
  const core = await coreLoader(sources({ hasWebAssembly: () => false }).loader)()
  const session = core.openSession(core.defaultPolicy(), 1)
  core.start(session, ENVIRONMENT, '', 0)
  const status = {
    session_id: 's',
    epoch: 'e',
    sequence: 1,
    attempt: 1,
    status: 'processing',
    progress: 5,
    message: 'ü'.repeat(400_000),
    timestamp: '2026-01-01T00:00:00Z',
  }
  const text = JSON.stringify(status)
  const event = { type: 'stream-message', generation: 1, name: 'status', text, id: '' }
  core.dispatch(session, { ...event, httpStatus: 0, retryAfterMs: -1, awayMs: 0 }, 1)
  assert.equal(core.snapshot(session, 1).statusText, text)
  core.closeSession(session)
})

test('the plain core needs no code from text and no file beside it', async () => {
  const text = await readFile(new URL('core/transcription-status-core-plain.js', dist), 'utf8')
  assert.doesNotMatch(text, /\beval\s*\(|\bFunction\s*\(|\bWebAssembly\b|\bfetch\s*\(|\.mem\b/)
})
