/** Changes a text inside a program, which must stay as long as it is. */
import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import { PlainError } from '../run/errors.mjs'

/** Replaces each `before` in the file at `path` by `after`; does nothing where it was done. */
export async function replaceInFile(path, before, after) {
  if (before.length !== after.length) {
    throw new PlainError(`'${after}' was expected to be as long as '${before}'`)
  }
  const content = await readFile(path)
  let at = content.indexOf(before)
  if (at < 0) {
    if (content.includes(after)) return
    throw new PlainError(`'${before}' was expected in ${path}, it is not there`)
  }
  for (; at >= 0; at = content.indexOf(before, at + 1)) content.write(after, at, 'latin1')
  const { mode } = await stat(path)
  await writeFile(`${path}.new`, content, { mode })
  await rename(`${path}.new`, path)
}
