/** Links that lead nowhere are found. That there are none is a check: `npm run check`. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { deadLinks, malformedLinks } from '../../toolchain/docs/dead-links.mjs'

async function repository(context, files) {
  const root = await mkdtemp(join(tmpdir(), 'links-'))
  context.after(() => rm(root, { recursive: true }))
  await mkdir(join(root, 'docs'))
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text)
  return root
}

test('pages, headings and files that are not there are told with the page that leads to them', async (context) => {
  const root = await repository(context, {
    'README.md':
      '# A\n\n[1](docs/b.md#so-it-is) [2](docs/b.md#not) [3](gone.md) [4](docs/) [5](#no)',
    'docs/b.md': '# B\n\n## So it is\n\n[6](../README.md#a) [7](../README.md#z) <img src="no.png">',
  })
  const dead = await deadLinks(['README.md', 'docs/b.md'], root)
  assert.deepEqual(dead.sort(), [
    'README.md: nothing is at README.md#no',
    'README.md: nothing is at docs/b.md#not',
    'README.md: nothing is at gone.md',
    'docs/b.md: nothing is at README.md#z',
    'docs/b.md: nothing is at docs/no.png',
  ])
})

test('addresses of other hosts are looked at, and not asked for', async (context) => {
  const text =
    '[1](https://example.org/a#b) [2](http://example.org) [3](https://bad) [4](mailto:a@b.c)'
  const root = await repository(context, { 'README.md': text })
  assert.deepEqual(await deadLinks(['README.md'], root), [])
  assert.deepEqual(
    malformedLinks('a.md', text).map((line) => line.split(' got ')[1]),
    ['http://example.org', 'https://bad', 'mailto:a@b.c'],
  )
})
