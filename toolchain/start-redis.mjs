/**
 * `npm run start:redis`: builds what is missing and serves the demo by several processes, with Redis
 * between them and nginx before them, until Ctrl-C.
 */
import { installedPrograms, serveCluster } from './cluster/serve.mjs'
import { clusterSettings } from './cluster/settings.mjs'
import { runScript } from './run/errors.mjs'
import { listenAddress, refuseTakenPort } from './serve/address.mjs'
import { buildAll } from './steps/all.mjs'

await runScript(async () => {
  const address = listenAddress(process.env)
  const settings = clusterSettings(process.env)
  await refuseTakenPort(address, 'npm run start:redis')
  await buildAll()
  await serveCluster(await installedPrograms(), address, settings)
})
