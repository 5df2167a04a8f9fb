/** Emscripten's version: which we accept, how to read it. */

/** The first with string-literal enums and `--emit-tsd` in embind as this project uses them. */
export const MINIMUM = '4.0.23'

/** `x.y.z` out of what `emcc --version` prints, or null. */
export const parseEmccVersion = (output) => /^emcc .*?(\d+\.\d+\.\d+)/m.exec(output)?.[1] ?? null
