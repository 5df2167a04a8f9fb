/**
 * Where the .wasm is not served, the same bytes out of a script; where WebAssembly cannot be had, the
 * same core as plain JavaScript; and each only there.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { dist, load } from '../support/dist.mjs'

const { coreLoader } = await load('core/loading.js')
const { embeddedCore } = await load('core/embedded.js')
const { default: createWasm } = await load('core/transcription-status-core.js')
const { default: createPlain } = await load('core/transcription-status-core-plain.js')
const WASM = new URL('core/transcription-status-core.wasm', dist)

/** A loader as on first use: a module that is asked for by another name is another one. */
let asked = 0
const freshLoader = () => load(`core/loader.js?${++asked}`)

/** A loader over sources that work, but for `changes`; `calls` names those that were asked. */
function loaderWith(changes = {}, worldChanges = {}) {
  const calls = []
  const sources = {
    wasm: async () => createWasm({ wasm: await readFile(WASM) }),
    embedded: () => createWasm({ wasm: embeddedCore() }),
    plain: () => createPlain(),
    ...changes,
  }
  const counted = Object.entries(sources).map(([kind, source]) => [
    kind,
    (signal) => {
      calls.push(kind)
      return source(signal)
    },
  ])
  const world = { schedule: () => () => undefined, hasWebAssembly: () => true, ...worldChanges }
  return { calls, loadCore: coreLoader(Object.fromEntries(counted), world) }
}

const refused = () => Promise.reject(new Error('refused'))

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

test('where the .wasm is served nothing else is asked for', async () => {
  const { calls, loadCore } = loaderWith()
  const core = await loadCore()
  assert.equal(core.kind, 'wasm')
  assert.deepEqual(calls, ['wasm'])
  assertWorks(core)
})

test('the embedded core is the .wasm, to the byte', async () => {
  assert.deepEqual(Buffer.from(embeddedCore()), await readFile(WASM))
})

test('where the .wasm cannot be had, the same WebAssembly comes out of a script', async () => {
  const { calls, loadCore } = loaderWith({ wasm: refused })
  const core = await loadCore()
  assert.equal(core.kind, 'embedded')
  assert.deepEqual(calls, ['wasm', 'embedded'])
  assertWorks(core)
})

test('without WebAssembly neither of its two forms is asked for, and the plain core works', async () => {
  const { WebAssembly } = globalThis
  const { loadCore } = await freshLoader()
  delete globalThis.WebAssembly
  try {
    const core = await loadCore()
    assert.equal(core.kind, 'plain')
    assertWorks(core)
  } finally {
    globalThis.WebAssembly = WebAssembly
  }
  const { calls, ...loader } = loaderWith({}, { hasWebAssembly: () => false })
  await loader.loadCore()
  assert.deepEqual(calls, ['plain'])
})

test('a page that may not compile WebAssembly runs the plain core, and nothing is fetched to learn it', async (t) => {
  t.mock.method(WebAssembly, 'Module', function () {
    throw new WebAssembly.CompileError('refused by the policy')
  })
  const instantiate = t.mock.method(WebAssembly, 'instantiate')
  const core = await (await freshLoader()).loadCore()
  assert.equal(core.kind, 'plain')
  assert.equal(instantiate.mock.callCount(), 0)
  assertWorks(core)
})

for (const [what, status, body] of [
  ['missing', 404, 'not found'],
  ['answered with a page', 200, '<!doctype html>'],
  ['cut short', 200, (await readFile(WASM)).subarray(0, 20_000)],
]) {
  test(`where the .wasm is ${what}, the embedded core runs`, async () => {
    const server = createServer((_, response) => response.writeHead(status).end(body))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      const { loadCore, takeWasmFrom } = await freshLoader()
      takeWasmFrom(new URL(`http://127.0.0.1:${server.address().port}/core.wasm`))
      assert.equal((await loadCore()).kind, 'embedded')
    } finally {
      server.close()
    }
  })
}

test('a download that never ends is given up after ten seconds, and so is the next', async () => {
  const timers = []
  const schedule = (delayMs, run) => {
    timers.push({ delayMs, run })
    return () => undefined
  }
  const aborted = []
  const endless = (kind) => (signal) => {
    signal.addEventListener('abort', () => aborted.push(kind))
    return new Promise(() => undefined)
  }
  const sources = { wasm: endless('wasm'), embedded: endless('embedded') }
  const loading = loaderWith(sources, { schedule }).loadCore()
  for (const at of [0, 1]) {
    assert.equal(timers[at].delayMs, 10_000)
    timers[at].run()
    await new Promise(setImmediate)
  }
  assert.equal((await loading).kind, 'plain')
  assert.deepEqual(aborted, ['wasm', 'embedded'])
})

test('a core that is there in time leaves no timer behind', async () => {
  let armed = 0
  const schedule = () => {
    armed++
    return () => armed--
  }
  await loaderWith({}, { schedule }).loadCore()
  assert.equal(armed, 0)
})

test('when no core can be had all reasons are told, and the next call tries again', async () => {
  let isReachable = false
  const failing = (kind) => async () => {
    if (!isReachable) throw new Error(`no ${kind}`)
    return createPlain()
  }
  const { calls, loadCore } = loaderWith({
    wasm: failing('wasm'),
    embedded: failing('embedded'),
    plain: failing('plain'),
  })
  await assert.rejects(loadCore(), (error) => {
    assert.ok(error instanceof AggregateError)
    assert.deepEqual(
      error.errors.map(({ message }) => message),
      ['no wasm', 'no embedded', 'no plain'],
    )
    assert.match(error.message, /no wasm.*no embedded.*no plain/)
    return true
  })
  isReachable = true
  assert.equal((await loadCore()).kind, 'wasm')
  assert.deepEqual(calls, ['wasm', 'embedded', 'plain', 'wasm'])
})

test('a place of the .wasm is taken until a core is there or on its way, and after all ways failed', async (t) => {
  const place = (name) => new URL(`file:///${name}/core.wasm`)
  const { loadCore, takeWasmFrom } = await freshLoader()
  takeWasmFrom(place('first'))
  takeWasmFrom(place('second'))
  t.mock.method(globalThis, 'TextDecoder', function () {
    throw new Error('no decoder')
  })
  await assert.rejects(loadCore(), /no decoder.*no decoder/)
  t.mock.restoreAll()
  takeWasmFrom(place('third'))
  const loading = loadCore()
  assert.throws(() => takeWasmFrom(place('fourth')), /expected before.*at file:\/\/\/third/)
  await loading
  assert.throws(() => takeWasmFrom(place('fourth')), /expected before.*at file:\/\/\/third/)
  takeWasmFrom(place('third'))
})

test('a late place of the .wasm is refused where none was looked for, too', async () => {
  const { WebAssembly } = globalThis
  const { loadCore, takeWasmFrom } = await freshLoader()
  delete globalThis.WebAssembly
  try {
    assert.equal((await loadCore()).kind, 'plain')
  } finally {
    globalThis.WebAssembly = WebAssembly
  }
  assert.throws(() => takeWasmFrom(WASM), /expected before the first session.*looked for$/)
})

test('callers at the same time wait for one core', async () => {
  const { calls, ...loader } = loaderWith({}, { hasWebAssembly: () => false })
  const [first, second] = await Promise.all([loader.loadCore(), loader.loadCore()])
  assert.equal(first, second)
  assert.deepEqual(calls, ['plain'])
})

test('the plain core takes texts that are larger than the memory it begins with', async () => {
  const core = await loaderWith({}, { hasWebAssembly: () => false }).loadCore()
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
