import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Keeper } from '../../toolchain/cluster/keeper.mjs'
import { restartPolicy } from '../../toolchain/cluster/restart-policy.mjs'

/** A clock that the test moves. */
class ManualClock {
  #now = 0
  #timers = new Set()

  now = () => this.#now

  after = (ms, act) => {
    const timer = { due: this.#now + ms, act }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  async advance(ms) {
    this.#now += ms
    for (const timer of [...this.#timers].filter(({ due }) => due <= this.#now)) {
      this.#timers.delete(timer)
      timer.act()
    }
    await settled()
  }
}

/** Whoever waits for a promise that is settled has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** A keeper of processes that do as the test says; `obedient` ones end when they are asked to. */
function keep({ obedient = true } = {}) {
  const clock = new ManualClock()
  const started = []
  const lines = []
  const givenUp = []
  const start = () => {
    let end
    const ended = new Promise((resolve) => (end = resolve))
    const child = { pid: 100 + started.length, ended, signals: [] }
    child.die = async (how = 'SIGKILL') => {
      end(how)
      await settled()
    }
    child.signal = (signal) => {
      child.signals.push(signal)
      if (obedient) end('code 0')
    }
    child.kill = () => child.signal('SIGKILL') ?? end('SIGKILL')
    started.push(child)
    return child
  }
  const keeper = new Keeper('api-1', {
    start,
    print: (line) => lines.push(line),
    onGivenUp: (sentence) => givenUp.push(sentence),
    stopSignal: 'SIGTERM',
    graceMs: 10_000,
    clock,
  })
  keeper.start()
  return { keeper, clock, started, lines, givenUp }
}

test('a process that dies is started again, and both is told with its name and number', async () => {
  const { clock, started, lines } = keep()
  await clock.advance(60_000)
  await started[0].die()
  assert.equal(started.length, 1)
  await clock.advance(250)
  assert.equal(started.length, 2)
  assert.deepEqual(lines, [
    '· api-1 is process 100',
    '✗ api-1 (process 100) ended with SIGKILL; it is started again in 0.25 s',
    '· api-1 is process 101',
  ])
})

test('one that dies at once again and again is given up, with what to read', async () => {
  const { clock, started, givenUp } = keep()
  while (givenUp.length === 0) {
    assert.ok(started.length < 20)
    await started.at(-1).die('code 2')
    await clock.advance(60_000)
  }
  assert.equal(started.length, 6)
  assert.match(givenUp[0], /api-1 \(process 105\) ended with code 2, .*its last lines tell why/)
})

test('pauses grow while a process dies at once, and begin anew after one that lived', () => {
  const pauseAfter = restartPolicy()
  assert.deepEqual([1, 1, 1, 1, 1].map(pauseAfter), [250, 500, 1000, 2000, 4000])
  assert.equal(pauseAfter(60_000), 250)
  assert.deepEqual([1, 1, 1, 1, 1, 1].map(pauseAfter), [250, 500, 1000, 2000, 4000, null])
})

test('a process that is stopped is asked, and stays away', async () => {
  const { keeper, clock, started } = keep()
  await keeper.stop()
  await clock.advance(60_000)
  assert.deepEqual(started[0].signals, ['SIGTERM'])
  assert.equal(started.length, 1)
})

test('a process that is to be started again is not, once it is stopped', async () => {
  const { keeper, clock, started } = keep()
  await started[0].die()
  await keeper.stop()
  await clock.advance(60_000)
  assert.equal(started.length, 1)
})

test('one that does not end when asked is killed after its grace', async () => {
  const { keeper, clock, started, lines } = keep({ obedient: false })
  const stopped = keeper.stop()
  await clock.advance(9_999)
  assert.deepEqual(started[0].signals, ['SIGTERM'])
  await clock.advance(1)
  await stopped
  assert.deepEqual(started[0].signals, ['SIGTERM', 'SIGKILL'])
  assert.match(lines.at(-2), /api-1 does not end within 10 s and is killed/)
})

test('a restart that was asked for is at once and counts as no death', async () => {
  const { keeper, started, lines } = keep()
  for (let time = 0; time < 10; time += 1) await keeper.restart()
  assert.equal(started.length, 11)
  assert.ok(lines.every((line) => line.startsWith('·')))
})
