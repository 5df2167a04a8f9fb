/** The one way to an Emscripten: the person's own, the one fetched before, or a new one. */
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fromRoot } from '../paths.mjs'
import { CLOSURE } from './config.mjs'
import { findPython } from '../python/interpreter.mjs'
import { attempt } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'
import { step } from '../run/progress.mjs'
import { fetchedEmscripten, fetchEmscripten } from './fetch.mjs'
import { bringsClosure, locateEmscripten } from './locate.mjs'

/**
 * A usable Emscripten `{ emcc, version, origin, env }`; `env` is what programs need that call it.
 * The npm packages of this project must be installed: its tools use acorn, closure and tsc from there.
 */
export async function ensureEmscripten() {
  if (!existsSync(fromRoot('node_modules/acorn-import-phases'))) {
    throw new PlainError(`Emscripten's tools need this project's npm packages; run 'npm ci' first`)
  }
  const { found, rejected } = await locateEmscripten()
  for (const reason of rejected) console.log(`  ${reason}`)
  const emscripten = found ?? { ...(await fetchedOrFetch()), origin: '.cache/emscripten' }
  return { ...emscripten, env: await environmentFor(emscripten) }
}

const fetchedOrFetch = async () =>
  (await fetchedEmscripten()) ??
  (await step('fetching Emscripten from Debian testing into .cache (about 90 MB)', fetchEmscripten))

async function environmentFor({ emcc, config }) {
  const programs = [dirname(emcc), fromRoot('node_modules/.bin'), process.env.PATH]
  return {
    PATH: programs.join(delimiter),
    EMSCRIPTEN_ROOT: await rootOf(emcc),
    ...(config && { EM_CONFIG: config, ...(await interpreters()) }),
    ...(!bringsClosure(emcc) && {
      EM_CLOSURE_COMPILER: CLOSURE,
    }),
  }
}

/** The ones that run this script and the project's environments; PATH may hold older ones. */
const interpreters = async () => ({
  EM_NODE_JS: process.execPath,
  EMSDK_PYTHON: (await findPython()).path,
})

/** Some packages put only a wrapper beside PATH's other programs; em-config knows the real place. */
async function rootOf(emcc) {
  const config = join(dirname(emcc), 'em-config')
  const { code, output } = await attempt(config, ['EMSCRIPTEN_ROOT'], { stdoutOnly: true })
  return code === 0 ? output.trim() : dirname(emcc)
}
