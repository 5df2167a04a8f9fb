/** How long is waited before a stream is asked for again, in virtual time. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openVirtual } from './support/virtual.mjs'

/** A wait of `full`, shortened by chance to no less than half of it. */
function assertWaited(waited, full) {
  assert.ok(waited >= full / 2 && waited <= full, `waited ${waited} ms of ${full}`)
}

test('the first wait is the initial delay, and each further one twice that, to a cap', async () => {
  const stream = await openVirtual({ initialDelayMs: 100 })
  for (const full of [100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000]) {
    await stream.answer(500)
    assertWaited(await stream.waited(), full)
  }
})

test('without an initial delay the package’s own counts', async () => {
  const stream = await openVirtual()
  await stream.answer(500)
  assertWaited(await stream.waited(), 1000)
})

test('an initial delay of 0 is asked for again within a millisecond', async () => {
  const stream = await openVirtual({ initialDelayMs: 0 })
  await stream.answer(500)
  assert.ok((await stream.waited()) <= 1)
})

test('waits differ by chance: a fleet of clients does not come back in step', async () => {
  const stream = await openVirtual({ initialDelayMs: 30_000 })
  const waits = new Set()
  for (let count = 0; count < 8; count += 1) {
    await stream.answer(500)
    waits.add(await stream.waited())
  }
  assert.ok(waits.size > 4, [...waits].join())
})

test('the stream’s retry takes the place of a shorter initial delay', async () => {
  const stream = await openVirtual({ initialDelayMs: 10 })
  await stream.open('retry: 4000\n')
  await stream.end()
  assertWaited(await stream.waited(), 4000)
  await stream.answer(500)
  assertWaited(await stream.waited(), 8000)
})

test('a retry that is no number, and one in an unfinished line, change nothing', async () => {
  const stream = await openVirtual({ initialDelayMs: 10 })
  await stream.open('retry: soon\nretry: 4000 \nretry: 4000')
  await stream.end()
  assertWaited(await stream.waited(), 10)
})

test('a retry is never a reason to come sooner than the initial delay', async () => {
  const stream = await openVirtual({ initialDelayMs: 2000 })
  await stream.open('retry: 1\n\n')
  await stream.end()
  assertWaited(await stream.waited(), 2000)
})

test('Retry-After is the least that is waited', async () => {
  const stream = await openVirtual({ initialDelayMs: 10 })
  await stream.answer(503, { 'retry-after': '7' })
  assert.equal(await stream.waited(), 7000)
})

test('a stream that is silent for the read time-out is an error, and asked for again', async () => {
  const stream = await openVirtual({ initialDelayMs: 10, readTimeoutMs: 500 })
  await stream.open('data: Hello\n\n')
  await stream.advance(499)
  assert.equal(stream.messages.length, 1)
  await stream.advance(1)
  assert.deepEqual(stream.messages.at(1), { kind: 'error', error: 'nothing came for 500 ms' })
  assert.ok(stream.asked[0].signal.aborted)
  assertWaited(await stream.waited(), 10)
})

test('any byte is a sign of life, also of a comment that has not ended', async () => {
  const stream = await openVirtual({ readTimeoutMs: 500 })
  await stream.open()
  for (const byte of ': a comment of some length that is not going to end') {
    await stream.advance(499)
    await stream.send(byte)
  }
  assert.deepEqual(stream.messages, [])
  await stream.advance(500)
  assert.equal(stream.messages.length, 1)
})

test('pieces that come quickly do not shorten the time-out for those that follow', async () => {
  const stream = await openVirtual({ readTimeoutMs: 20_000 })
  await stream.open()
  for (let count = 0; count < 5; count += 1) {
    await stream.send('data: x\n\n')
    await stream.advance(10)
  }
  await stream.advance(19_989)
  assert.equal(stream.messages.length, 5)
  await stream.advance(1)
  assert.deepEqual(stream.messages.at(5), { kind: 'error', error: 'nothing came for 20000 ms' })
})

test('without a read time-out the package’s own counts', async () => {
  const stream = await openVirtual()
  await stream.open()
  await stream.advance(44_999)
  assert.deepEqual(stream.messages, [])
  await stream.advance(1)
  assert.deepEqual(stream.messages, [{ kind: 'error', error: 'nothing came for 45000 ms' }])
})

test('an answer that does not come is given up after the package’s connect time-out', async () => {
  const stream = await openVirtual({ initialDelayMs: 10, readTimeoutMs: 500 })
  await stream.advance(9_999)
  assert.deepEqual(stream.messages, [])
  await stream.advance(1)
  assert.deepEqual(stream.messages, [{ kind: 'error', error: 'there was no answer for 10000 ms' }])
  assert.ok(stream.asked[0].signal.aborted)
  assertWaited(await stream.waited(), 10)
})

test('a restart connects at once, without an error, and forgets the failures before', async () => {
  const stream = await openVirtual({ initialDelayMs: 100 })
  for (let count = 0; count < 6; count += 1) {
    await stream.answer(500)
    await stream.waited()
  }
  await stream.open('data: Hello\n\n')
  const { length } = stream.messages
  stream.client.restart()
  await stream.advance(0)
  assert.equal(stream.asked.length, 8)
  assert.ok(stream.asked[6].signal.aborted)
  assert.equal(stream.messages.length, length)
  await stream.answer(500)
  assertWaited(await stream.waited(), 100)
})

test('a restart does not wait for the end of a wait', async () => {
  const stream = await openVirtual({ initialDelayMs: 20_000 })
  await stream.answer(500)
  stream.client.restart()
  await stream.advance(0)
  assert.equal(stream.asked.length, 2)
})

test('a client that is closed while it waits asks for nothing more', async () => {
  const stream = await openVirtual({ initialDelayMs: 10 })
  await stream.answer(500)
  stream.client.close()
  await stream.advance(100_000)
  assert.equal(stream.asked.length, 1)
})

test('a client that was closed asks for nothing more and tells nothing', async () => {
  const stream = await openVirtual({ initialDelayMs: 10, readTimeoutMs: 500 })
  await stream.open('data: Hello\n\n')
  stream.client.close()
  assert.ok(stream.asked[0].signal.aborted)
  await stream.advance(100_000)
  assert.deepEqual([stream.asked.length, stream.messages.length], [1, 1])
})
