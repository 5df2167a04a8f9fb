import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

const SERVE = new URL('../../toolchain/serve/server.mjs', import.meta.url).href
const ERRORS = new URL('../../toolchain/run/errors.mjs', import.meta.url).href

const ANSWERING = `
  import { createServer } from 'node:http'
  createServer((_, answer) => answer.end()).listen(process.env.PORT, process.env.HOST)
  process.on('SIGTERM', () => { console.log('asked to stop'); process.exit(0) })`

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  return port
}

/** Serves with a stand-in for Python that runs `source`; `signal` is sent once it answers. */
async function serve(context, source, signal, { host = '127.0.0.1', env = {} } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'serve-'))
  context.after(() => rm(folder, { recursive: true }))
  const python = join(folder, 'python')
  await writeFile(join(folder, 'server.mjs'), source)
  await writeFile(python, `#!/bin/sh\nexec '${process.execPath}' '${folder}/server.mjs'\n`)
  await chmod(python, 0o755)
  const port = await freePort()
  const address = { host, port, url: `http://127.0.0.1:${port}` }
  const script = `
    import { serve } from '${SERVE}'
    import { runScript } from '${ERRORS}'
    await runScript(() => serve('${python}', ${JSON.stringify(address)}))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, DEMO_FAULTS: undefined, REDIS_URL: undefined, ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
      if (signal && String(chunk).includes('The demo answers')) child.kill(signal)
    })
  }
  const [code] = await once(child, 'close')
  return { code, output }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  test(`${signal} stops the server gently, and that is a success`, async (context) => {
    const { code, output } = await serve(context, ANSWERING, signal)
    assert.equal(code, 0)
    assert.match(output, /The demo answers[^]*asked to stop\nstopped\n$/)
  })
}

test('a server that ends by itself is a failure that says so', async (context) => {
  const { code, output } = await serve(context, 'process.exit(3)')
  assert.equal(code, 1)
  assert.match(output, /error: the server ended by itself with code 3/)
})

for (const [words, options, expected] of [
  ['on, where only this machine can come to it', {}, '1'],
  ['off by the environment', { env: { DEMO_FAULTS: '0' } }, '0'],
  ['off where others can come to it', { host: '0.0.0.0' }, 'undefined'],
  ['off where it is one of several processes', { env: { REDIS_URL: 'redis://x' } }, 'undefined'],
]) {
  test(`npm start has faults on demand switched ${words}`, async (context) => {
    // Whatever address it is given: no test listens where others can come to it.
    const answering = ANSWERING.replace('process.env.HOST', "'127.0.0.1'")
    const source = `${answering}\nconsole.log('faults: ' + process.env.DEMO_FAULTS + '.')`
    const { output } = await serve(context, source, 'SIGTERM', options)
    assert.ok(output.includes(`faults: ${expected}.`), output)
  })
}
