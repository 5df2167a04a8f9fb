/** Tables and figures of the documents say what the code and the committed results have. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { membersOf } from '../../toolchain/checks/boundary.mjs'
import { fromRoot } from '../../toolchain/paths.mjs'
import { load } from '../node/support/dist.mjs'

const read = (path) => readFile(fromRoot(path), 'utf8')
const page = (name) => read(`js-bindings/docs/${name}.md`)

/** The rows of the table below the line that has `head` in it: `[[cell]]`, without backquotes. */
function rowsBelow(text, head) {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.startsWith('|') && line.includes(head))
  assert.ok(at > 0, `no table '${head}'`)
  const end = lines.findIndex((line, place) => place > at && !line.startsWith('|'))
  return lines.slice(at + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.replaceAll('`', '').trim()),
  )
}

/** First cells, where one may name several. */
const namesIn = (rows) => rows.flatMap(([names]) => names.split(', '))

const unionOf = (source, name) => {
  const [, text] = new RegExp(`export type ${name} =([^]*?)\\n\\n`).exec(source)
  return [...text.matchAll(/'([\w-]+)'/g)].map(([, word]) => word)
}

test('options.md has every number of the policy with its default', async () => {
  const header = await read('wasm/include/tss/config.hpp')
  const defaults = [...header.matchAll(/^ *double \w+ = ([\d.']+);/gm)].map(([, number]) =>
    Number(number.replaceAll("'", '')),
  )
  const expected = membersOf(header, 'Policy').map((name, place) => [name, defaults[place]])
  const rows = rowsBelow(await page('options'), '| number |')
  assert.deepEqual(
    rows.map(([name, number]) => [name, Number(number)]),
    expected,
  )
})

test('options.md has every option', async () => {
  const { settingsOf } = await load('options.js')
  const said = (() => {
    try {
      settingsOf('job', { unknown: 1 })
    } catch (error) {
      return error.message
    }
  })()
  const [, known] = /known are (.*)$/.exec(said)
  const named = namesIn(rowsBelow(await page('options'), '| option |'))
  assert.deepEqual(named.sort(), [...known.split(', '), 'enabled'].sort())
})

test('errors.md has every code, of errors and of what is skipped', async () => {
  const types = await read('js-bindings/src/types.ts')
  const { COMPLAINTS } = await load('core/records.js')
  const text = await page('errors')
  assert.deepEqual(namesIn(rowsBelow(text, '| meaning |')), unionOf(types, 'ErrorCode'))
  assert.deepEqual(namesIn(rowsBelow(text, '| the text, or the field |')), [
    ...COMPLAINTS.filter((word) => word !== 'none'),
    'no-credentials',
  ])
})

test('how-it-works.md has every state, using.md every field of the connection and of a status', async () => {
  const { STATES, FALLBACK_REASONS } = await load('core/records.js')
  const { IDLE } = await load('snapshot.js')
  assert.deepEqual(namesIn(rowsBelow(await page('how-it-works'), '| state |')), [...STATES])
  const using = await page('using')
  const fields = rowsBelow(using, '| field | |\n'.trim())
  assert.deepEqual(namesIn(fields), Object.keys(IDLE.connection))
  const [, reasons] = fields.find(([name]) => name === 'fallbackReason')
  for (const reason of FALLBACK_REASONS.slice(1)) assert.ok(reasons.includes(reason), reason)
  const types = await read('js-bindings/src/types.ts')
  const [, status] = /interface TranscriptionStatus {([^]*?)\n}/.exec(types)
  const declared = [...status.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name)
  assert.deepEqual(namesIn(rowsBelow(using, '| must be there |')), declared)
})

test('README quotes the committed results, to the digit', async () => {
  const rows = rowsBelow(await read('README.md'), '| what | figure |')
  const figureOf = (words) => rows.find(([what]) => what.includes(words))[1]
  const load_ = await read('tests/load/results/results.md')
  const [, latency] = /update latency p99, 1,000 streams.*?\| (\d[\d.]* ms) ✓/.exec(load_)
  assert.ok(figureOf('p99').startsWith(`${latency} `), latency)
})

test('README names every page, and each once', async () => {
  const { documentPaths } = await import('../../toolchain/docs/documents.mjs')
  const [, pages] = (await read('README.md')).split('\n## Pages\n')
  const [table] = pages.split('\n## ')
  const named = [...table.matchAll(/\]\((js-bindings\/docs\/[\w-]+\.md)\)/g)].map(
    ([, path]) => path,
  )
  const there = (await documentPaths()).filter((path) => path.startsWith('js-bindings/docs/'))
  assert.deepEqual(named.sort(), there.sort())
})

test('the results of the benchmark are told as they were measured, in README as well', async () => {
  const { textsOf } = await import('../bench/results.mjs')
  const { readmeWith } = await import('../bench/quoted.mjs')
  const figures = JSON.parse(await read('tests/bench/results/results.json'))
  for (const [name, text] of Object.entries(await textsOf(figures))) {
    assert.equal(await read(`tests/bench/results/${name}`), text, name)
  }
  assert.equal(await read('README.md'), await readmeWith(figures))
})

test('an aim of the benchmark that is missed is not told without its reason', async () => {
  const { report } = await import('../bench/report.mjs')
  const { SCENARIOS } = await import('../bench/scenarios.mjs')
  const figures = JSON.parse(await read('tests/bench/results/results.json'))
  const [{ aims }] = SCENARIOS
  SCENARIOS[0].aims = () => [{ what: 'speed', aim: '1', measured: '2', isMet: false }]
  try {
    assert.throws(() => report(figures), /speed: an aim that is missed is told with its reason/)
  } finally {
    SCENARIOS[0].aims = aims
  }
})
