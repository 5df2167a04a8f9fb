/** The types that embind emits are committed; they must be those of this build. */
import { readFile } from 'node:fs/promises'
import { fromRoot } from '../paths.mjs'
import { preset } from '../test/prepare.mjs'
import { failOn } from './report.mjs'

const NAME = 'transcription-status-core.d.ts'
const COMMITTED = `js-bindings/src/core/${NAME}`

export async function checkEmittedTypes() {
  await preset('wasm-release')
  const fresh = await readFile(fromRoot('build/wasm-release/wasm', NAME), 'utf8')
  const committed = await readFile(fromRoot(COMMITTED), 'utf8').catch(() => '')
  failOn(
    fresh === committed ? [] : [`${COMMITTED} is not what the build emits`],
    `cp build/wasm-release/wasm/${NAME} ${COMMITTED}`,
  )
}
