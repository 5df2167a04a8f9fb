/** What is generated from the transition table is fresh, and each invariant is checked somewhere. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromRoot, ROOT } from '../paths.mjs'
import { sourceFiles } from '../run/source-files.mjs'
import { documents, SPEC } from '../spec/protocol.mjs'
import { failOn } from './report.mjs'

/** `M1`, `S2`, …: the numbers that stand in bold at the head of a line of the list. */
export const invariantsIn = (markdown) =>
  [...markdown.matchAll(/^- \*\*([A-Z]\d+)\*\* /gm)].map(([, id]) => id)

/** Those of `ids` that stand in none of `texts`. */
export const unnamed = (ids, texts) =>
  ids.filter((id) => !texts.some((text) => new RegExp(`\\b${id}\\b`).test(text)))

/** Those of `documents` that `read` finds to say something else. */
export async function stale(documents, read) {
  const texts = await Promise.all(documents.map(({ path }) => read(path).catch(() => '')))
  return documents.filter(({ fresh }, place) => fresh !== texts[place]).map(({ path }) => path)
}

export async function checkSpec() {
  const read = (path) => readFile(fromRoot(path), 'utf8')
  const text = await read(SPEC)
  const folders = ['tests/explore', 'tests/simulation']
  const files = await Promise.all(folders.map((folder) => sourceFiles(join(ROOT, folder))))
  const texts = await Promise.all(files.flat().map((file) => readFile(file, 'utf8')))
  const ids = invariantsIn(text)
  failOn([
    ...(await stale(await documents(read), read)).map(
      (path) => `${path} does not show the transition table; run 'npm run spec'`,
    ),
    ...(ids.length > 0 ? [] : [`${SPEC} names no invariant`]),
    ...unnamed(ids, texts).map((id) => `${SPEC}: no test below ${folders.join(', ')} names ${id}`),
  ])
}
