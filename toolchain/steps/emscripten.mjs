/** Emscripten as a step: looked for once a run, named once. */
import { ensureEmscripten } from '../emscripten/ensure.mjs'

let search = null

/** The Emscripten of this run; prints which one it is. */
export function useEmscripten() {
  search ??= ensureEmscripten().then((emscripten) => {
    console.log(`✓ Emscripten ${emscripten.version} (${emscripten.origin})`)
    return emscripten
  })
  return search
}
