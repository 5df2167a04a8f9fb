/** The folders of this checkout that the scripts in toolchain/ agree on. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** What was fetched: Emscripten, Python environments, Debian sources. Safe to delete. */
export const CACHE = join(ROOT, '.cache')

/** What was built. Safe to delete. */
export const BUILD = join(ROOT, 'build')

/** Path below the checkout, joined from `parts`. */
export const fromRoot = (...parts) => join(ROOT, ...parts)
