/** The demo's service, as one process. */
import { embeddedService, HOST, somePorts, startApi } from '../../cluster/support/processes.mjs'

/** Starts it with `more` in its environment; gives `{ url, dataDir, lines }`, the lines it prints. */
export async function startService(context, more = {}) {
  const [port] = await somePorts(1)
  const { env } = await embeddedService(context)
  const { lines } = await startApi(context, port, { ...env, ...more })
  return { url: `http://${HOST}:${port}`, dataDir: env.DATA_DIR, lines }
}
