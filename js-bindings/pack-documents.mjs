/**
 * Lays beside package.json what npm packs and the repository keeps elsewhere: licence, README and
 * pages, these as `guide/`; with `--away`, takes it away again.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(here)
const pages = join(here, 'docs')

/** What only somebody with the repository can do: sections of README.md, and pages. */
const NOT_OF_PACKAGE = { sections: ['Try it', 'Develop'], pages: ['demo.md', 'contributing.md'] }

const [license, readme, guide] = ['LICENSE', 'README.md', 'guide'].map((name) => join(here, name))

if (process.argv.includes('--away')) {
  for (const path of [license, readme, guide]) rmSync(path, { recursive: true, force: true })
} else {
  copyFileSync(join(root, 'LICENSE'), license)
  writeFileSync(readme, packageReadme(readFileSync(join(root, 'README.md'), 'utf8')))
  mkdirSync(guide, { recursive: true })
  for (const page of packedPages()) {
    writeFileSync(join(guide, page), packedPage(readFileSync(join(pages, page), 'utf8')))
  }
}

function packedPages() {
  const all = readdirSync(pages)
  const missing = NOT_OF_PACKAGE.pages.filter((page) => !all.includes(page))
  if (missing.length > 0) throw new Error(`expected ${missing.join(', ')} in ${pages}`)
  return all.filter((page) => !NOT_OF_PACKAGE.pages.includes(page))
}

/** The repository's README without those sections and the rows of those pages. */
function packageReadme(text) {
  const sections = text.split(/^(?=## )/m)
  const kept = sections.filter((section) => !NOT_OF_PACKAGE.sections.includes(titleOf(section)))
  if (sections.length - kept.length !== NOT_OF_PACKAGE.sections.length) {
    const names = NOT_OF_PACKAGE.sections.join(', ')
    throw new Error(`expected the sections ${names} in README.md, once each`)
  }
  const isKept = (line) =>
    !(line.startsWith('|') && NOT_OF_PACKAGE.pages.some((page) => line.includes(`docs/${page})`)))
  const lines = kept.join('').split('\n').filter(isKept).join('\n')
  const linked = withLinks(lines, (path) => packed(path, 'js-bindings/docs/', 'guide/'))
  return `${linked.trimEnd()}\n\nMIT licence; THIRD-PARTY-NOTICES.txt says what is compiled in.\n`
}

function packedPage(text) {
  return withLinks(text, (path) =>
    path === '../../README.md' ? '../README.md' : packed(path, '', ''),
  )
}

/** Where the packed page is that the repository has at `path`, below `from`; undefined for others. */
function packed(path, from, to) {
  const [, page, anchor] = /^([\w-]+\.md)(#.*)?$/.exec(path.slice(from.length)) ?? []
  const isPacked = path.startsWith(from) && packedPages().includes(page)
  return isPacked ? `${to}${page}${anchor ?? ''}` : undefined
}

/** `text` with its relative links as `placeOf` has them, as mere words where that has none. */
function withLinks(text, placeOf) {
  return text.replace(/\[([^\]]+)\]\((?!https:|#)([^)]+)\)/g, (_, words, path) => {
    const place = placeOf(path)
    return place === undefined ? words : `[${words}](${place})`
  })
}

function titleOf(section) {
  return /^## (.*)/.exec(section)?.[1]
}
