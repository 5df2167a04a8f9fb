/** The entries, each in a process of its own: what core they bring, and what they say of wrong use. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { dist } from '../support/dist.mjs'

const wasm = new URL('core/transcription-status-core.wasm', dist)

/** What `script` writes, with the exports of `entry` as `entry`, where what is named in `without` is not. */
async function told(entry, script, { without = [] } = {}) {
  const lines = [
    ...without.map((name) => `delete globalThis.${name}`),
    `const entry = await import(${JSON.stringify(new URL(entry, dist).href)})`,
    `const word = (work) => { try { return work() } catch ({ name, message }) { return name + ': ' + message } }`,
    `console.log(String(await (${script})))`,
  ]
  const args = ['--input-type=module', '-e', lines.join('\n')]
  return (await promisify(execFile)(process.execPath, args)).stdout.trim()
}

for (const [entry, kind] of [
  ['client.js', 'wasm'],
  ['single-file.js', 'embedded'],
  ['single-file-client.js', 'embedded'],
  ['plain.js', 'plain'],
  ['plain-client.js', 'plain'],
]) {
  test(`${entry} runs the core '${kind}', and preload() says so`, async () => {
    assert.equal(await told(entry, 'entry.preload()'), kind)
  })
}

test('preload() says when the core had to be plain JavaScript', async () => {
  assert.equal(await told('client.js', 'entry.preload()', { without: ['WebAssembly'] }), 'plain')
})

test('the single-file entry needs WebAssembly, and says so', async () => {
  const script = 'entry.preload().catch((error) => error.message)'
  const message = await told('single-file.js', script, { without: ['WebAssembly'] })
  assert.match(message, /no WebAssembly here/)
})

test('the single-file entry needs nothing that jsdom or browsers before 2023 have not', async () => {
  const without = ['DecompressionStream', 'Blob.prototype.stream', 'Response']
  assert.equal(await told('single-file.js', 'entry.preload()', { without }), 'embedded')
})

const FACE = ['createTranscriptionClient', 'preload']
for (const [entry, names] of [
  ['client.js', FACE],
  ['single-file-client.js', FACE],
  ['plain-client.js', FACE],
  ['single-file.js', [...FACE, 'useTranscriptionStatusSSE']],
  ['plain.js', [...FACE, 'useTranscriptionStatusSSE']],
]) {
  test(`${entry} exports ${names.join(', ')}`, async () => {
    assert.deepEqual((await told(entry, 'Object.keys(entry)')).split(','), names)
  })
}

test('the single-file entries are each one file: they import React or nothing', async () => {
  for (const [entry, imported] of [
    ['single-file.js', ['react']],
    ['single-file-client.js', []],
  ]) {
    const text = await readFile(new URL(entry, dist), 'utf8')
    const found = [...text.matchAll(/\bimport\b[^;'"]*?['"]([^'"]+)['"]/g)].map(([, from]) => from)
    assert.deepEqual(found, imported, entry)
    assert.doesNotMatch(text, /import\.meta|\bimport\(/, entry)
  }
})

test('the .wasm can be told to be elsewhere', async () => {
  const script = (url) => `entry.preload({ wasmUrl: ${url} })`
  assert.equal(await told('client.js', script(JSON.stringify(wasm.href))), 'wasm')
  assert.equal(await told('client.js', script(`new URL(${JSON.stringify(wasm.href)})`)), 'wasm')
  // Not there: so that it is seen that the address is what counts.
  assert.equal(await told('client.js', script('"file:///nowhere/core.wasm"')), 'embedded')
})

for (const address of ['/assets/core.wasm', 'core.wasm', '']) {
  test(`without a page to which ${JSON.stringify(address)} is relative, the package's own file is read`, async () => {
    const script = `entry.preload({ wasmUrl: ${JSON.stringify(address)} })`
    assert.equal(await told('client.js', script), 'wasm')
  })
}

for (const [options, sentence] of [
  ['{ wasmUrl: "http://" }', /TypeError: wasmUrl: expected a valid address, got "http:\/\/"/],
  ['{ wasmUrl: 5 }', /TypeError: wasmUrl: expected a valid address, got 5/],
  ['{ wasmUrl: null }', /TypeError: wasmUrl: expected a valid address, got null/],
  ['{ url: "x" }', /TypeError: options\.url: no such option; known is wasmUrl/],
]) {
  test(`preload(${options}) is refused at once`, async () => {
    assert.match(await told('client.js', `word(() => entry.preload(${options}))`), sentence)
  })
}

test('a place that is told too late is refused, the same place again is not', async () => {
  const late = 'entry.preload().then(() => word(() => entry.preload({ wasmUrl: "file:///late" })))'
  assert.match(await told('client.js', late), /Error: wasmUrl: expected before the first session/)
  const again = `entry.preload().then(() => entry.preload({ wasmUrl: ${JSON.stringify(wasm.href)} }))`
  assert.equal(await told('client.js', again), 'wasm')
})

for (const entry of ['single-file.js', 'plain.js']) {
  test(`${entry} has no .wasm to be told of`, async () => {
    const said = await told(entry, 'word(() => entry.preload({ wasmUrl: "file:///x" }))')
    assert.match(said, /^Error: wasmUrl: this entry .*; leave the option out$/)
  })
}
