/** What scripts write, as the check of all files wants it. */
import { npmPackages } from '../test/prepare.mjs'

/** `text` of the file at `path` as the formatter, installed first if need be, would have it. */
export async function formatted(text, path) {
  await npmPackages()
  const { format, resolveConfig } = await import('prettier')
  return format(text, { ...(await resolveConfig(path)), filepath: path })
}
