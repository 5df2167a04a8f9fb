import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readCases } from '../../toolchain/conformance/cases.mjs'
import { cutsOf } from '../../toolchain/conformance/cuts.mjs'
import { judgeCase } from '../../toolchain/conformance/judge.mjs'
import { files } from '../conformance/files.mjs'

const base64 = (text) => Buffer.from(text).toString('base64')
const message = (data) => ({ event: 'message', data, lastEventId: '' })

/** A case whose one event is 'a'. */
const CASE = {
  id: 'one',
  chunks: [base64('data: a\n'), base64('\n')],
  splits: 'all',
  expect: [message('a')],
  progress: [0, 1],
  retry: null,
  lastEventId: '',
}

async function fileOf(context, content) {
  const folder = await mkdtemp(join(tmpdir(), 'cases-'))
  context.after(() => rm(folder, { recursive: true }))
  const file = join(folder, 'cases.json')
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

/** Tells its `events` with the last bytes that are fed, and `retry` and `lastEventId` at the end. */
const scripted = ({ events = [message('a')], retry = null, lastEventId = '', size = 9 } = {}) => {
  let seen = 0
  return {
    start: () => (seen = 0),
    feed(bytes) {
      const before = seen
      seen += bytes.length
      return before < size && seen === size ? events : []
    },
    lastEventId: () => lastEventId,
    reconnectionTime: () => retry,
  }
}

const judged = async (context, one, parser) =>
  judgeCase(parser, (await readCases(await fileOf(context, [one])))[0])

test('a parser that is right passes', async (context) => {
  assert.equal(await judged(context, CASE, scripted()), null)
})

test('every deviation is told with what was expected and what came', async (context) => {
  const tries = [
    [CASE, { events: [message('b')] }, `event 1's data: expected "a", got "b"`],
    [CASE, { events: [{ ...message('a'), event: 'x' }] }, `expected "message", got "x"`],
    [CASE, { events: [] }, 'expected 1, got 0'],
    [CASE, { events: [message('a'), message('b')] }, 'expected 1, got 2'],
    [CASE, { lastEventId: '7' }, 'lastEventId: expected "", got "7"'],
    [CASE, { retry: 5 }, 'retry: expected null, got 5'],
    [{ ...CASE, progress: [1, 1] }, {}, 'progress: expected [1,1], got [0,1]'],
    [{ ...CASE, retryAccept: [0, 5] }, { retry: 6 }, 'retry: expected [0,5], got 6'],
    [{ ...CASE, tags: ['retry-lenient'] }, { retry: -1 }, 'got -1'],
  ]
  for (const [one, behaviour, complaint] of tries) {
    const problem = (await judged(context, one, scripted(behaviour))) ?? 'nothing'
    assert.ok(problem.includes(complaint), `expected '${complaint}' in '${problem}'`)
  }
})

test('a lenient retry may saturate, and any accepted one is right', async (context) => {
  const lenient = { ...CASE, retry: 2 ** 40, tags: ['retry-lenient'] }
  assert.equal(await judged(context, lenient, scripted({ retry: 2 ** 31 - 1 })), null)
  assert.equal(
    await judged(context, { ...CASE, retryAccept: [0, 5] }, scripted({ retry: 5 })),
    null,
  )
})

test('texts and chunks that repeat are written out', async (context) => {
  const data = { parts: ['x', { repeat: 'ab', times: 2 }] }
  const chunks = [{ b64: base64('xy'), times: 3 }]
  const expect = [{ ...message(data), times: 2 }]
  const [one] = await readCases(await fileOf(context, [{ ...CASE, chunks, expect }]))
  assert.deepEqual(one.events, [message('xabab'), message('xabab')])
  assert.equal(one.chunks[0].toString(), 'xyxyxy')
})

test('all splits: as given, whole, single bytes, with nothing between, each cut', () => {
  const cuts = [...cutsOf([Buffer.from('ab'), Buffer.from('c')], 'all')].map(({ name, chunks }) => [
    name,
    Array.from(chunks, (chunk) => Buffer.from(chunk).toString()),
  ])
  assert.deepEqual(cuts, [
    ['as given', ['ab', 'c']],
    ['whole', ['abc']],
    ['byte by byte', ['a', 'b', 'c']],
    ['byte by byte, nothing between', ['', 'a', '', 'b', '', 'c', '']],
    ['cut at 1', ['a', 'bc']],
    ['cut at 2', ['ab', 'c']],
  ])
})

test('sampled splits of a long body are about 64 cuts, declared ones none', () => {
  const body = [Buffer.alloc(10_000)]
  const cuts = [...cutsOf(body, 'sampled')].filter(({ name }) => name.startsWith('cut at'))
  assert.ok(cuts.length >= 60 && cuts.length <= 68, `${cuts.length} cuts`)
  assert.deepEqual(
    Array.from(cutsOf(body, 'declared'), ({ name }) => name),
    ['as given', 'whole'],
  )
})

test('a file that is no file of cases is told by what was expected', async (context) => {
  const refused = async (content, complaint) =>
    assert.rejects(readCases(await fileOf(context, content)), complaint)
  await assert.rejects(readCases('/nowhere/cases.json'), /file of cases at '\/nowhere.*ENOENT/)
  await refused('[', /expected JSON/)
  await refused({}, /expected a JSON array of cases.*got \{\}/)
  await refused([{}], /case 1 .*expected an id, got \{\}/)
  await refused([{ ...CASE, chunks: 'x' }], /an array as 'chunks' in 'one', got "x"/)
  await refused([{ ...CASE, chunks: [7] }], /base64 or .* in 'one', got 7/)
  await refused([{ ...CASE, expect: [{}] }], /expected a string.* in 'one'/)
  await refused([{ ...CASE, splits: 'some' }], /one of declared, sampled, all .*got "some"/)
})

test('the committed cases are those that the themes say, each with an id of its own', async () => {
  const ids = []
  for (const [name, text] of Object.entries(await files())) {
    const committed = await readFile(
      new URL(`../conformance/cases/${name}`, import.meta.url),
      'utf8',
    )
    assert.ok(committed === text, `${name} is not fresh; run node tests/conformance/write.mjs`)
    ids.push(...JSON.parse(text).map(({ id }) => id))
  }
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual(
    (await readCases()).map(({ id }) => id),
    ids,
  )
})
