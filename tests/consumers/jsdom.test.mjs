/** Component tests of those who use the package, where the browser is jsdom. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serve } from './support/server.mjs'
import { built, tool } from './support/work.mjs'

/** As Jest's documents say for packages of ES modules. */
const ES_MODULES = { NODE_OPTIONS: '--experimental-vm-modules' }

for (const [name, command, env] of [
  ['vitest', ['vitest', 'run'], {}],
  ['jest', ['jest'], ES_MODULES],
]) {
  test(`${name} with jsdom: a component shows what comes by SSE`, async (t) => {
    const folder = await built(name, [])
    const server = await serve({ folder })
    t.after(server.close)
    const output = await tool(folder, command, { env: { API: server.origin, ...env } })
    assert.deepEqual(server.streams, ['first'], output)
  })
}

for (const [name, command, env] of [
  ['vitest', ['vitest', 'run', '--config=fake-timers.config.js', 'world'], {}],
  ['jest', ['jest', '--config=fake-timers.config.js', 'world'], ES_MODULES],
]) {
  test(`${name} whose fake timers were there before the package: a test world needs none of them`, async () => {
    await tool(await built(name, []), command, { env })
  })
}
