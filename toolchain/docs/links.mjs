/** Where the site has what the repository's documents link to. */
import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import { fromRoot } from '../paths.mjs'

/** Where a document's page is, from the site's root: README.md is the first, a folder's is the folder's. */
export function placeOf(document) {
  if (document === 'README.md') return 'index.html'
  const path = document.replace(/^js-bindings\/docs\//, '').replace(/\.md$/, '')
  return `${path.replace(/\/README$/, '').toLowerCase()}.html`
}

/** Where a file that is no document is shown or copied to. */
export const placeOfFile = (path) =>
  /\.(png|svg)$/.test(path) ? `files/${path}` : `files/${path}.html`

const isExternal = (target) => /^[a-z]+:/.test(target)

/**
 * The target of a link in `document` as its page is to have it, relative, and the file that the site
 * must have for it: `{ target, file }`. Null where a folder is meant that has no README.md: it is to
 * be no link.
 */
export function linkIn(document, target, documents) {
  if (isExternal(target) || target.startsWith('#')) return { target }
  const [path, anchor] = target.split('#')
  const file = posix.join(posix.dirname(document), path).replace(/\/$/, '')
  const from = posix.dirname(placeOf(document))
  const to = (place) => posix.relative(from, place) + (anchor === undefined ? '' : `#${anchor}`)
  const read = [file, posix.join(file, 'README.md')].find((one) => documents.includes(one))
  if (read !== undefined) return { target: to(placeOf(read)) }
  if (!posix.extname(file) || !existsSync(fromRoot(file))) return null
  return { target: to(placeOfFile(file)), file }
}
