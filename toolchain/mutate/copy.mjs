/** A copy of the sources that may be broken, and how to break it. */
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BUILD, CACHE, fromRoot } from '../paths.mjs'
import { PlainError } from '../run/errors.mjs'

/**
 * A copy of `paths` (from the checkout's root); built things of an earlier one are kept. Only what
 * differs is written, and it is new then: a fault that an interrupted run has left is compiled away.
 */
export async function copyOf(name, paths) {
  const folder = join(BUILD, 'mutation', name)
  for (const path of paths) await mirror(fromRoot(path), join(folder, path))
  await rm(join(folder, '.cache'), { force: true })
  await symlink(CACHE, join(folder, '.cache'))
  return folder
}

async function mirror(from, to) {
  if ((await stat(from)).isFile()) {
    const wanted = await readFile(from)
    if (await readFile(to).then(wanted.equals.bind(wanted), () => false)) return
    await mkdir(dirname(to), { recursive: true })
    await writeFile(to, wanted)
    return
  }
  const names = await readdir(from)
  const left = (await readdir(to).catch(() => [])).filter((name) => !names.includes(name))
  for (const name of left) await rm(join(to, name), { recursive: true })
  for (const name of names) await mirror(join(from, name), join(to, name))
}

/** `text` with all edits of `fault` made; each must fit exactly once, or the fault is stale. */
export function broken(text, { about, file, edits }) {
  return edits.reduce((before, [find, replace]) => {
    const parts = before.split(find)
    if (parts.length !== 2) {
      throw new PlainError(
        `the fault '${about}' expects its text once in ${file}, it stands there ` +
          `${parts.length - 1} times; mend the fault in tests/mutation/:\n${find}`,
      )
    }
    return parts.join(replace)
  }, text)
}

/** Runs `use` while the copy in `folder` has `fault`. */
export async function whileBroken(folder, fault, use) {
  const path = join(folder, fault.file)
  const whole = await readFile(path, 'utf8')
  await writeFile(path, broken(whole, fault))
  try {
    return await use()
  } finally {
    await writeFile(path, whole)
  }
}
