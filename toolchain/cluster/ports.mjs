/** Ports for the API processes. */
import { createServer } from 'node:net'
import { PlainError } from '../run/errors.mjs'

const LAST_PORT = 65_535

/**
 * The first `count` ports of `host` above `above` that nobody listens on. They stay the same for as
 * long as the run lasts; ports that the system hands out could be a client's before a restart.
 */
export async function freePorts(host, above, count) {
  const found = []
  for (let port = above + 1; found.length < count; port += 1) {
    if (port > LAST_PORT)
      throw new PlainError(`above port ${above}, ${count} free ports were expected; choose a lower`)
    if (await isFree(host, port)) found.push(port)
  }
  return found
}

const isFree = (host, port) =>
  new Promise((resolve) => {
    const trial = createServer()
    trial.once('error', () => resolve(false))
    trial.listen({ host, port, exclusive: true }, () => trial.close(() => resolve(true)))
  })
