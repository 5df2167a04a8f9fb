import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { parseCriteria, withoutTest } from '../../toolchain/test/criteria.mjs'

test('a criterion counts as tested when a test names exactly its id', () => {
  const criteria = parseCriteria('# x\n- AC-1.1.1 First.\n- AC-1.1.10 Tenth.\n- not one\n')
  assert.deepEqual(
    criteria.map(({ id }) => id),
    ['AC-1.1.1', 'AC-1.1.10'],
  )
  const open = (text) => withoutTest(criteria, [text]).map(({ id }) => id)
  assert.deepEqual(open('proves AC-1.1.10'), ['AC-1.1.1'])
  assert.deepEqual(open('proves AC-1.1.1: it streams'), ['AC-1.1.10'])
  assert.deepEqual(open('TEST(Stream, AC_1_1_1_exists)'), ['AC-1.1.10'])
  assert.deepEqual(open('nothing'), ['AC-1.1.1', 'AC-1.1.10'])
})

test('the committed list holds five criteria for each of twelve stories', async () => {
  const text = await readFile(new URL('../acceptance-criteria.md', import.meta.url), 'utf8')
  const ids = parseCriteria(text).map(({ id }) => id)
  assert.equal(ids.length, 60)
  assert.equal(new Set(ids).size, 60)
})
