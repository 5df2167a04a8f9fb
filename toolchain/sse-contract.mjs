/**
 * `npm run sse-contract`: serves the package's event-stream client to LaunchDarkly's harness
 * sse-contract-tests, on loopback, until `DELETE /` or Ctrl-C; see tests/sse-contract/README.md.
 *
 *   npm run sse-contract -- --port N   where to listen; without it, 8000
 */
import { parseArgs } from 'node:util'
import { PlainError, runScript } from './run/errors.mjs'
import { npmPackage } from './test/prepare.mjs'

await runScript(async () => {
  const port = portOf(options().port)
  await npmPackage()
  // It is made of what was just built.
  const { startService } = await import('../tests/sse-contract/service/service.mjs')
  const { url, stop, stopped } = await startService({ port, log: console.error }).catch((error) => {
    throw error.syscall === 'listen' ? new PlainError(sentence(error)) : error
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop)
  console.log(`the test service answers at ${url}`)
  await stopped
  console.log('stopped')
})

function options() {
  try {
    return parseArgs({ options: { port: { type: 'string', default: '8000' } } }).values
  } catch (error) {
    throw new PlainError(error.message)
  }
}

function portOf(text) {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new PlainError(`--port was expected to be a number from 1 to 65535, it is '${text}'`)
  }
  return port
}

function sentence({ code, port }) {
  if (code === 'EADDRINUSE') {
    return `port ${port} is taken by another program; stop it, or choose another by --port`
  }
  return `cannot listen on port ${port} (${code}); choose another by --port`
}
