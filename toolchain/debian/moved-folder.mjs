/** Another path of a folder, as long as a program that was built for a certain one has room for. */
import { createHash } from 'node:crypto'
import { lstat, readlink, rm, symlink } from 'node:fs/promises'
import { PlainError } from '../run/errors.mjs'

/** The path of a link to `folder` that has exactly `length` characters; the same each time. */
export async function moveAway(folder, length) {
  const name = createHash('sha256').update(folder).digest('hex')
  const link = `/tmp/.webkit-${name}`.slice(0, length)
  if (link.length < length || length < 24) {
    throw new PlainError(`a path of ${length} characters was expected to be between 24 and 77 long`)
  }
  if (await isOurs(link, folder)) return link
  // Another's link stays: removing it fails then, as the folder is sticky.
  await rm(link, { force: true })
  await symlink(folder, link)
  return link
}

/** Its owner could turn another's link elsewhere at any time, wherever it leads now. */
async function isOurs(link, folder) {
  try {
    const { uid } = await lstat(link)
    return uid === process.getuid() && (await readlink(link)) === folder
  } catch {
    return false
  }
}
