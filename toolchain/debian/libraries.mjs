/** Programs that run from a folder with Debian packages, beside the system's own libraries. */
import { chmod, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The folders with shared libraries that lie below `folder`, as the loader would search them. */
export async function libraryFolders(folder) {
  const found = []
  for (const place of ['usr/lib', 'lib']) {
    const names = await readdir(join(folder, place)).catch(() => [])
    const machines = names.filter((name) => /-linux-gnu/.test(name))
    found.push(...machines.map((machine) => join(folder, place, machine)))
  }
  return found
}

/**
 * Writes the script `path`, which starts `command` (a shell's words) with the libraries in `folders`
 * and the `variables` given.
 */
export async function writeStarter(path, command, folders, variables = {}) {
  const libraries = folders.length > 0 ? { LD_LIBRARY_PATH: folders.join(':') } : {}
  const settings = Object.entries({ ...libraries, ...variables })
  const lines = settings.map(([name, value]) => `export ${name}='${value}'\n`)
  await writeFile(path, `#!/bin/sh\n${lines.join('')}exec ${command} "$@"\n`)
  await chmod(path, 0o755)
}
