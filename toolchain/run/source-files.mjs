/** Which files of a folder are source: what was fetched or built is left out. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

const NOT_SOURCE = new Set(['node_modules', 'dist', '.git', '.cache', 'build', '__pycache__'])

/** Every source file at or below `path`, sorted; none if it does not exist. */
export async function sourceFiles(path) {
  const entries = await readdir(path, { withFileTypes: true }).catch((error) => error.code)
  if (entries === 'ENOTDIR') return [path]
  if (entries === 'ENOENT') return []
  if (typeof entries === 'string') throw new Error(`cannot read ${path}: ${entries}`)
  const kept = entries
    .filter((entry) => !NOT_SOURCE.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const found = []
  for (const entry of kept) {
    const child = join(path, entry.name)
    if (entry.isDirectory()) found.push(...(await sourceFiles(child)))
    else if (entry.isFile()) found.push(child)
  }
  return found
}
