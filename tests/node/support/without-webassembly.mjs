/**
 * Preloaded (`node --import`) by the run of these tests that judges the plain-JavaScript core: from
 * here on there is no WebAssembly, as in a browser that has none. Node's own fetch is compiled to
 * it too, and is called once before.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'

const server = createServer((_, response) => response.end()).listen(0, '127.0.0.1')
await once(server, 'listening')
await (await fetch(`http://127.0.0.1:${server.address().port}`)).text()
server.close()
server.closeAllConnections()
Reflect.deleteProperty(globalThis, 'WebAssembly')
