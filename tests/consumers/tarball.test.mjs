/** What `npm pack` makes: all that the package's entries lead to, its documents, and nothing else. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, extname, join, relative } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../../toolchain/paths.mjs'
import { WORK } from './support/work.mjs'

const PACKAGE = join(WORK, 'node_modules/transcription-status-sse')

/** npm adds the first three by itself. */
const DOCUMENTS = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'package.json',
  'THIRD-PARTY-NOTICES.txt',
]

const isDocument = (file) => DOCUMENTS.includes(file) || file.startsWith('guide/')

const files = await filesBelow(PACKAGE)
const read = (file) => readFile(join(PACKAGE, file), 'utf8')

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
}

/** The files that package.json's "exports" name. */
async function entries() {
  const { exports } = JSON.parse(await read('package.json'))
  return Object.values(exports)
    .flatMap((entry) => (typeof entry === 'string' ? entry : Object.values(entry)))
    .map((path) => path.replace(/^\.\//, ''))
}

/** What `from` names by a relative path: imports of any kind, and files by `new URL`. */
async function named(from) {
  if (!/\.(js|ts)$/.test(from)) return []
  const text = await read(from)
  const paths = [...text.matchAll(/(?:from|import|import\(|new URL\()\s*['"](\.[^'"]+)['"]/g)]
  return paths.map(([, path]) => {
    const file = join(dirname(from), path)
    return from.endsWith('.d.ts') ? file.replace(/\.js$/, '.d.ts') : file
  })
}

async function reachable() {
  const found = new Set(await entries())
  // A set is walked in the order of its growing.
  for (const file of found) {
    assert.ok(existsSync(join(PACKAGE, file)), `${file} is named, and not in the package`)
    for (const next of await named(file)) found.add(next)
  }
  return found
}

test('holds every file that its entries lead to, its documents, and no other', async () => {
  const pages = files.filter((file) => /^guide\/[\w-]+\.md$/.test(file))
  const needed = new Set([...(await reachable()), ...DOCUMENTS, ...pages])
  assert.deepEqual(
    files.filter((file) => !needed.has(file)),
    [],
    'not needed',
  )
  assert.deepEqual(
    [...needed].filter((file) => !files.includes(file)),
    [],
    'missing',
  )
})

test('holds scripts, their types, stylesheets and the .wasm, and no source map', () => {
  const kinds = new Set(files.filter((file) => !isDocument(file)).map(extname))
  assert.deepEqual([...kinds].sort(), ['.css', '.js', '.ts', '.wasm'])
})

test('names no folder of the machine it was built on', async () => {
  for (const file of files) {
    const text = await readFile(join(PACKAGE, file), 'latin1')
    for (const place of [ROOT, '/usr/', '/home/', '/root/', 'file:///', 'sourceMappingURL']) {
      assert.ok(!text.includes(place), `${file} has '${place}'`)
    }
  }
})

test('tells its licence, and those of what is compiled in', async () => {
  assert.match(await read('LICENSE'), /^MIT License/)
  const notices = await read('THIRD-PARTY-NOTICES.txt')
  for (const name of ['nlohmann_json', 'musl', 'Emscripten', 'libc++', 'wasm2js']) {
    assert.ok(notices.includes(name), `nothing of ${name}`)
  }
})

test('its README and its pages lead to nothing that only the repository has', async () => {
  const documents = files.filter((file) => file.endsWith('.md'))
  assert.ok(documents.includes('guide/using.md'))
  for (const document of documents) {
    const text = await read(document)
    assert.doesNotMatch(text, /<img\b/)
    for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g)) {
      if (target.startsWith('https:')) continue
      const [path, anchor] = target.split('#')
      const file = path === '' ? document : join(dirname(document), path)
      assert.ok(documents.includes(file), `${document}: ${target}`)
      if (anchor) assert.ok(anchorsOf(await read(file)).includes(anchor), `${document}: ${target}`)
    }
  }
})

const anchorsOf = (text) => [...text.matchAll(/^##+ (.*)$/gm)].map(([, title]) => anchorOf(title))

const anchorOf = (title) =>
  title
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\s/g, '-')
