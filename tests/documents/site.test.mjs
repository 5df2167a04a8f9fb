/** The site of the documents: whole, alone, and in the order of its navigation. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, test } from 'node:test'
import { JSDOM } from 'jsdom'
import { deadLinks } from '../../toolchain/docs/dead-links.mjs'
import { documentPaths } from '../../toolchain/docs/documents.mjs'
import { linkIn } from '../../toolchain/docs/links.mjs'
import { coloured } from '../../toolchain/docs/markdown.mjs'
import { NAVIGATION } from '../../toolchain/docs/pages.mjs'
import { buildSite } from '../../toolchain/docs/site.mjs'
import { fromRoot } from '../../toolchain/paths.mjs'

// Not that of `npm run docs`, which somebody may be reading.
const SITE = 'build/documents/site'

let pages
before(async () => {
  pages = await buildSite(SITE)
})

const documentOf = async (place) =>
  new JSDOM(await readFile(fromRoot(SITE, place), 'utf8')).window.document

test('there is a page for each document, and none is dead', async () => {
  const documents = await documentPaths()
  assert.equal(new Set(pages).size, documents.length)
  assert.deepEqual(await deadLinks(pages, fromRoot(SITE)), [])
})

test('pages load nothing from elsewhere, and no script', async () => {
  for (const place of pages) {
    const page = await documentOf(place)
    assert.equal(page.querySelectorAll('script, iframe, [style], [onclick]').length, 0, place)
    for (const element of page.querySelectorAll('[src], link')) {
      const target = element.getAttribute('src') ?? element.getAttribute('href')
      assert.doesNotMatch(target, /^([a-z]+:|\/)/, place)
    }
  }
  assert.doesNotMatch(await readFile(fromRoot(SITE, 'style.css'), 'utf8'), /url\(|@import/)
})

test('the navigation has all of the package’s pages, and names the current one', async () => {
  const listed = NAVIGATION.flatMap(({ pages: some }) => some.map(([path]) => path))
  const own = (await documentPaths()).filter((path) => path.startsWith('js-bindings/docs/'))
  for (const path of own) assert.ok(listed.includes(path), path)
  const page = await documentOf('how-it-works.html')
  const current = [...page.querySelectorAll('[aria-current]')].map((link) => link.textContent)
  assert.deepEqual(new Set(current), new Set(['How it works']))
  assert.equal(page.querySelectorAll('svg.diagram').length, 1)
})

test('links go where the site has what the repository has', () => {
  const documents = ['README.md', 'js-bindings/docs/using.md', 'tests/fuzz/README.md']
  const target = (document, link) => linkIn(document, link, documents)?.target
  assert.equal(target('README.md', 'js-bindings/docs/using.md#a'), 'using.html#a')
  assert.equal(target('js-bindings/docs/using.md', '../../README.md'), 'index.html')
  assert.equal(target('tests/fuzz/README.md', '../../README.md'), '../index.html')
  assert.equal(target('README.md', 'tests/fuzz/'), 'tests/fuzz.html')
  assert.equal(target('README.md', 'https://example.org'), 'https://example.org')
  assert.equal(target('README.md', 'LICENSE.txt'), undefined)
  assert.equal(target('README.md', 'wasm/'), undefined)
})

test('code is escaped, whether or not anybody knows its language', () => {
  assert.ok(!coloured('<b>', 'tsx').includes('<b>'))
  assert.equal(coloured('<b>', 'nobody'), '&lt;b&gt;')
})
