/**
 * Lays beside package.json what npm packs and the repository keeps at its root; with `--away`, takes
 * it away again.
 */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(here)

/** What only somebody with the repository can do. */
const NOT_OF_PACKAGE = ['Try it', "The server's side", 'Develop']

const [license, readme] = ['LICENSE', 'README.md'].map((name) => join(here, name))

if (process.argv.includes('--away')) {
  for (const path of [license, readme]) rmSync(path, { force: true })
} else {
  copyFileSync(join(root, 'LICENSE'), license)
  writeFileSync(readme, packageReadme(readFileSync(join(root, 'README.md'), 'utf8')))
}

/** The repository's README without those sections, and without links to files of the repository. */
function packageReadme(text) {
  const sections = text.split(/^(?=## )/m)
  const kept = sections.filter((section) => !NOT_OF_PACKAGE.includes(titleOf(section)))
  if (sections.length - kept.length !== NOT_OF_PACKAGE.length) {
    throw new Error(`expected the sections ${NOT_OF_PACKAGE.join(', ')} in README.md, once each`)
  }
  const unlinked = kept.join('').replace(/\[([^\]]+)\]\((?!https:|#)[^)]+\)/g, '$1')
  return `${unlinked.trimEnd()}\n\nMIT licence; THIRD-PARTY-NOTICES.txt says what is compiled in.\n`
}

function titleOf(section) {
  return /^## (.*)/.exec(section)?.[1]
}
