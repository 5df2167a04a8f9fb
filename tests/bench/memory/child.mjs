/**
 * `node --expose-gc child.mjs CLIENT ORIGIN PEERS COUNT…`: more and more clients in this process. Prints
 * `[{ count, rss, js }, …]` as JSON, bytes; the first is what there is without a client.
 */
import { setTimeout } from 'node:timers/promises'
import { load } from './clients.mjs'

/** What opening leaves behind ends meanwhile. */
const SETTLE_MS = 300

const [name, origin, peers, ...counts] = process.argv.slice(2)
const follow = await load(name, peers)
const address = (place) => `${origin}/api/v1/sessions/${name}-${place}`

// What Node loads with its first request is no client's.
await (await fetch(`${address('none')}/status`)).text()

const held = []
const found = [await measured(0)]
for (const count of counts.map(Number)) {
  const opened = []
  while (held.length < count) {
    opened.push(new Promise((seen) => held.push(follow(address(held.length), seen))))
  }
  await Promise.all(opened)
  found.push(await measured(count))
}
// Streams never end, and Node would wait for them.
process.stdout.write(JSON.stringify(found), () => process.exit())

async function measured(count) {
  await setTimeout(SETTLE_MS)
  for (let times = 0; times < 3; times += 1) {
    globalThis.gc()
    await setTimeout(20)
  }
  const { rss, heapUsed, external } = process.memoryUsage()
  return { count, rss, js: heapUsed + external }
}
