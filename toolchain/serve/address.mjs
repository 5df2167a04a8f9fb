/** Where the demo listens. */
import { createServer } from 'node:net'
import { PlainError } from '../run/errors.mjs'

/** `{ host, port, url }` from HOST (127.0.0.1) and PORT (8000). */
export function listenAddress({ HOST = '127.0.0.1', PORT = '8000' }) {
  const port = Number(PORT)
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new PlainError(`PORT was expected to be a number from 1 to 65535, it is '${PORT}'`)
  }
  return { host: HOST, port, url: `http://${urlHost(HOST)}:${port}` }
}

/** Whether only programs of this machine can come to `host`. */
export const isLoopback = (host) => /^(localhost|::1|127(\.\d{1,3}){3})$/i.test(host)

/** An address that means all interfaces is reached through loopback. */
function urlHost(host) {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

/**
 * Fails with what to do if something else listens at `address`: before the build, not after.
 * `command` is what the user gave.
 */
export function refuseTakenPort({ host, port }, command = 'npm start') {
  return new Promise((resolve, reject) => {
    const trial = createServer()
    trial.once('error', (error) => {
      reject(new PlainError(sentence(error.code, host, port, command)))
    })
    trial.listen({ host, port, exclusive: true }, () => trial.close(resolve))
  })
}

function sentence(code, host, port, command) {
  if (code === 'EADDRINUSE') {
    return `port ${port} on ${host} is taken by another program; stop it, or choose another port: PORT=8001 ${command}`
  }
  if (code === 'EACCES') {
    return `port ${port} may not be used without root; choose another port: PORT=8000 ${command}`
  }
  return `cannot listen on ${host}, port ${port} (${code}); HOST and PORT choose where`
}
