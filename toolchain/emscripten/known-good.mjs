/**
 * Debian testing moves, so its versions cannot be pinned; the ones this project was last tried with
 * are committed, and a difference is told, not refused.
 */
import { readFileSync } from 'node:fs'

const KNOWN = JSON.parse(readFileSync(new URL('known-good.json', import.meta.url), 'utf8'))

/** A phrase for each of `packages` (name, version, sha256) that is not the known one. */
export function differences(packages, known = KNOWN) {
  return packages.flatMap(({ name, version, sha256 }) => {
    const tried = known.find((entry) => entry.name === name)
    if (!tried) return [`${name} ${version} is new`]
    if (tried.version !== version) return [`${name} ${version} (was ${tried.version})`]
    return tried.sha256 === sha256 ? [] : [`${name} ${version} has other content`]
  })
}
