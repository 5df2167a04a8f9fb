/** Ports for the API processes. */
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * `count` ports of `host` that nobody listens on, chosen by the system, far from those that people
 * choose. They stay the same for as long as the run lasts.
 */
export async function freePorts(host, count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, host))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => server.address().port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
