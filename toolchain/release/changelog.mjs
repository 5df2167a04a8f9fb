/** js-bindings/CHANGELOG.md, as a release needs it. */
import { PlainError } from '../run/errors.mjs'

/** Semantic Versioning 2.0.0, without build metadata: npm drops it. */
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/

/** `[{ title, body }]` of the second-level sections of `text`. */
const sectionsOf = (text) =>
  text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title, ...lines] = section.split('\n')
      return { title: title.trim(), body: lines.join('\n').trim() }
    })

/**
 * What the changelog `text` says of `version`.
 *
 * @throws PlainError if it is no version, if the newest dated section is not `## <version> (<date>)`
 *   or empty, or if something stands under `## Unreleased`, which would be left out
 */
export function notesOf(text, version) {
  if (!VERSION.test(version)) {
    throw new PlainError(
      `expected a semantic version such as 1.4.0 in package.json; it has '${version}'`,
    )
  }
  const [first, ...rest] = sectionsOf(text)
  const [newest] = first?.title === 'Unreleased' ? rest : [first]
  if (first?.title === 'Unreleased' && first.body !== '') {
    throw new PlainError(
      `CHANGELOG.md has notes under 'Unreleased': move them under '## ${version} (<date>)'`,
    )
  }
  const [, date] = /^\S+ \((\d{4}-\d\d-\d\d)\)$/.exec(newest?.title) ?? []
  if (newest?.title !== `${version} (${date})`) {
    throw new PlainError(
      `expected '## ${version} (<year>-<month>-<day>)' as the newest section of CHANGELOG.md; found ` +
        `'${newest?.title ?? 'none'}'`,
    )
  }
  if (newest.body === '') throw new PlainError(`CHANGELOG.md says nothing of ${version}`)
  return newest.body
}
