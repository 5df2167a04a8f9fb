/** Which acceptance criteria no test names. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromRoot, ROOT } from '../paths.mjs'
import { sourceFiles } from '../run/source-files.mjs'

const LIST = 'tests/acceptance-criteria.md'

/** `[{ id, text }]` out of the committed list: lines that begin `- AC-1.2.3`. */
export const parseCriteria = (markdown) =>
  [...markdown.matchAll(/^- (AC-\d+\.\d+\.\d+) (.+)$/gm)].map(([, id, text]) => ({ id, text }))

/** Those of `criteria` whose id stands in none of `texts`; a C++ name spells it `AC_1_2_3`. */
export const withoutTest = (criteria, texts) =>
  criteria.filter(({ id }) => !texts.some((text) => new RegExp(`${escaped(id)}(?!\\d)`).test(text)))

const escaped = (id) => id.replace('-', '[-_]').replaceAll('.', '[._]')

export async function printCriteria() {
  const criteria = parseCriteria(await readFile(fromRoot(LIST), 'utf8'))
  const files = await sourceFiles(join(ROOT, 'tests'))
  const tests = files.filter((file) => /\.(cpp|mjs|ts|tsx|py)$/.test(file))
  const texts = await Promise.all(tests.map((file) => readFile(file, 'utf8')))
  const open = withoutTest(criteria, texts)
  for (const { id, text } of open) console.log(`${id} ${text}`)
  console.log(`${open.length} of ${criteria.length} criteria have no test`)
}
