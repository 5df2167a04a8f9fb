/** Who asks too late has not asked later: latencies begin at the moment that was meant. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { fromRoot } from '../../toolchain/paths.mjs'
import { run } from '../../toolchain/run/command.mjs'
import { monotonicMs } from './client/clock.mjs'
import { paced } from './client/pace.mjs'
import { Poller } from './client/poller.mjs'

/** `npm test` names it; by hand, any Python will do: what is tested needs no packages. */
const PYTHON = process.env.SERVER_PYTHON ?? 'python3'

test('a publisher that is held up stamps its updates with the moments that were meant', async () => {
  const script = `
import json
from bodies import stamp
from pace import keep

now, published = [5_000_000_000], []

def sleep(seconds):
    now[0] += round(seconds * 1e9)

def publish(place, due_ns):
    published.append([place, stamp(due_ns)])
    # The second call takes 250 ms, the others none.
    now[0] += 250_000_000 if len(published) == 2 else 0

late = keep(publish, 2, iter([0.0, 0.1, 0.2, 0.3, 0.4]), now_ns=lambda: now[0], sleep=sleep)
print(json.dumps([published, late]))`
  const env = { PYTHONPATH: fromRoot('tests/load/servers'), PYTHONDONTWRITEBYTECODE: '1' }
  const said = await run(PYTHON, ['-c', script], { env, stdoutOnly: true })
  const [published, late] = JSON.parse(said)
  assert.deepEqual(published, [
    [0, '5000000000'],
    [1, '5100000000'],
    [0, '5200000000'],
    [1, '5300000000'],
    [0, '5400000000'],
  ])
  assert.deepEqual(late, { published: 5, late_ms: [0, 0, 150, 50, 0] })
})

test('a generator that is held up counts from the moment that was meant, one that is early from its own', async () => {
  let now = 1000
  const clock = { now: () => now, pause: async (ms) => (now += Math.trunc(ms)) }
  const begun = []
  const { lateMs } = await paced(400, 4, clock, (at, from) => {
    begun.push([at, from])
    if (at === 1) now += 4
  })
  // Every 2.5 ms; a pause lasts whole milliseconds, and less than one is not waited for.
  assert.deepEqual(begun, [
    [0, 1000],
    [1, 1002],
    [2, 1005],
    [3, 1007],
  ])
  assert.deepEqual(lateMs, [0, 0, 1, 0])
})

test('what a poll takes begins when it was due', async (context) => {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const poller = new Poller(server.address().port)
  context.after(() => {
    poller.close()
    server.close()
  })
  const { code, ms } = await poller.poll('/', 'token', monotonicMs() - 60_000)
  assert.equal(code, 200)
  assert.ok(ms >= 60_000)
})
