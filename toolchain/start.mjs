/** `npm start`: builds what is missing and serves the demo until Ctrl-C. */
import { installedServer, serve } from './serve/server.mjs'
import { listenAddress, refuseTakenPort } from './serve/address.mjs'
import { runScript } from './run/errors.mjs'
import { buildAll } from './steps/all.mjs'

await runScript(async () => {
  const address = listenAddress(process.env)
  await refuseTakenPort(address)
  await buildAll()
  await serve(await installedServer(), address)
})
