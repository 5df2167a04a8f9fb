import assert from 'node:assert/strict'
import { test } from 'node:test'
import { turns } from '../../toolchain/run/turns.mjs'

test('what is asked for while other work goes on begins when that has ended, well or badly', async () => {
  const inTurn = turns()
  const story = []
  let fail
  const first = inTurn(() => new Promise((_, reject) => (fail = reject)))
  const second = inTurn(async () => story.push('second'))
  const third = inTurn(async () => story.push('third'))
  await Promise.resolve()
  story.push('first ends')
  fail(new Error('no compiler'))
  await assert.rejects(first, /no compiler/)
  await Promise.all([second, third])
  assert.deepEqual(story, ['first ends', 'second', 'third'])
})
