/** Finds programs. */
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** The path of the first of `names` in the folders of `path`, which reads like $PATH; or null. */
export async function onPath(names, path = '') {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    for (const name of names) {
      const candidate = join(folder, name)
      if (await isProgram(candidate)) return candidate
    }
  }
  return null
}

/** True if `path` may be run. */
export const isProgram = (path) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
