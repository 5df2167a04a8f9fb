/** Component tests of those who use the package, where the browser is jsdom. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serve } from './support/server.mjs'
import { built, tool } from './support/work.mjs'

for (const [name, command, env] of [
  ['vitest', ['vitest', 'run'], {}],
  // As Jest's documents say for packages of ES modules.
  ['jest', ['jest'], { NODE_OPTIONS: '--experimental-vm-modules' }],
]) {
  test(`${name} with jsdom: a component shows what comes by SSE`, async (t) => {
    const folder = await built(name, [])
    const server = await serve({ folder })
    t.after(server.close)
    const output = await tool(folder, command, { env: { API: server.origin, ...env } })
    assert.deepEqual(server.streams, ['first'], output)
  })
}
