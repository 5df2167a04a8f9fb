/**
 * Remembers what a finished step was made from. A step is up to date when its stamp bears the same
 * fingerprint: content decides, never a file's time.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sourceFiles } from './source-files.mjs'

/** True if the stamp at `path` was written for `fingerprint`. */
export const isStamped = async (path, fingerprint) =>
  (await readFile(path, 'utf8').catch(() => '')).trim() === fingerprint

/** Writes the stamp; call it when everything it stands for is in place. */
export async function writeStamp(path, fingerprint) {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `${fingerprint}\n`)
}

/** SHA-256 of `parts`, each a string. */
export function fingerprintOf(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:${part}`)
  return hash.digest('hex')
}

/** SHA-256 over names and contents of `paths`, files or whole folders without what was built. */
export async function fingerprintOfFiles(root, paths) {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of await sourceFiles(join(root, path))) {
      hash
        .update(`${file.slice(root.length)}\0`)
        .update(await readFile(file))
        .update('\0')
    }
  }
  return hash.digest('hex')
}
