import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCore } from './support/dist.mjs'

/** These tests run twice: with WebAssembly and, preloaded by without-webassembly.mjs, without. */
test('this run judges the core that it says it does', async () => {
  assert.equal((await loadCore()).kind, process.env.EXPECTED_CORE ?? 'wasm')
})
