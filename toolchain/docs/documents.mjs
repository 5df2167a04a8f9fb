/** The documents of the repository, and the code blocks in them. */
import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import MarkdownIt from 'markdown-it'
import { ROOT } from '../paths.mjs'
import { sourceFiles } from '../run/source-files.mjs'

/** Every document, by its path from the checkout's root. */
export async function documentPaths() {
  const files = await sourceFiles(ROOT)
  // What js-bindings/pack-documents.mjs lays there for npm is a copy.
  const isCopy = (path) => /^js-bindings\/(README\.md$|guide\/)/.test(path)
  return files
    .filter((file) => file.endsWith('.md'))
    .map((file) => relative(ROOT, file))
    .filter((path) => !isCopy(path))
}

const markdown = new MarkdownIt()

/**
 * The code blocks of a document, fenced or indented: `{ document, line, language, text }`, of which
 * `line` is that of the block's first line of code, from 1, and `language` is empty where none is said.
 */
export function blocksIn(document, source) {
  return markdown.parse(source, {}).flatMap(({ type, info, content, map }) => {
    if (type !== 'fence' && type !== 'code_block') return []
    const line = map[0] + (type === 'fence' ? 2 : 1)
    return [{ document, line, language: info.trim(), text: content }]
  })
}

/** The blocks of all documents, in their order. */
export async function allBlocks() {
  const paths = await documentPaths()
  const texts = await Promise.all(paths.map((path) => readFile(`${ROOT}/${path}`, 'utf8')))
  return paths.flatMap((path, place) => blocksIn(path, texts[place]))
}
