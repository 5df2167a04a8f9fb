import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * A program of this system: what the environment's `variable` names, or the first of its usual
 * `names` on PATH.
 *
 * @throws {Error} when there is none; the message says what to install
 */
export function findProgram(
  what: string,
  variable: string,
  names: string[],
  debianPackage: string,
): string {
  const given = process.env[variable]
  if (given !== undefined && given !== '') return given

  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
  if (found === undefined) {
    throw new Error(
      `No ${what} was found: none of ${names.join(', ')} is on PATH. ` +
        `Install ${what} (on Debian: the package ${debianPackage}), or set ${variable}.`,
    )
  }
  return found
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
