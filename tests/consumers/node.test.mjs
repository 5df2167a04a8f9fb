/** Node, which imports the installed package by its name and reads the .wasm from disk. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { run } from '../../toolchain/run/command.mjs'
import { messageOf, serve } from './support/server.mjs'
import { built } from './support/work.mjs'

test("Node follows a session over SSE, its core is 'wasm'; nothing keeps it from ending", async (t) => {
  const folder = await built('node', [])
  const server = await serve({ folder })
  t.after(server.close)
  const args = ['follow.mjs', server.origin]
  const told = await run(process.execPath, args, { cwd: folder, limitMs: 60_000 })
  const expected = { core: 'wasm', message: messageOf('first', 'stream'), mode: 'sse' }
  assert.deepEqual(JSON.parse(told), expected)
})
