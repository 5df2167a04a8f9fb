/** Looks for an Emscripten that the person already has: in $EMSDK, then on PATH. */
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { realpath } from 'node:fs/promises'
import { attempt } from '../run/command.mjs'
import { isAtLeast } from '../run/versions.mjs'
import { MINIMUM, parseEmccVersion } from './version.mjs'

/**
 * `{ emcc, version, origin }` of the first usable one, or null. One that is too old is named in
 * `rejected`, so that nobody wonders why it was passed over.
 */
export async function locateEmscripten(env = process.env) {
  const rejected = []
  for (const { emcc, origin } of candidates(env)) {
    if (!existsSync(emcc)) continue
    const version = await emccVersion(emcc)
    if (version && isAtLeast(version, MINIMUM)) {
      return { found: { emcc: await realpath(emcc), version, origin }, rejected }
    }
    rejected.push(`${emcc} is ${version ?? 'not working'}, at least ${MINIMUM} is needed`)
  }
  return { found: null, rejected }
}

function candidates({ EMSDK, PATH = '' }) {
  const found = EMSDK ? [{ emcc: join(EMSDK, 'upstream/emscripten/emcc'), origin: '$EMSDK' }] : []
  for (const folder of PATH.split(delimiter).filter(Boolean)) {
    found.push({ emcc: join(folder, 'emcc'), origin: 'PATH' })
  }
  return found
}

/** The version of the compiler driver at `emcc`, or null if it does not run. */
export async function emccVersion(emcc, env = {}) {
  const result = await attempt(emcc, ['--version'], { env })
  return result.code === 0 ? parseEmccVersion(result.output) : null
}

/** True if this Emscripten brings a closure compiler of its own, as emsdk's does. */
export const bringsClosure = (emcc) =>
  existsSync(join(dirname(emcc), 'node_modules/google-closure-compiler'))
