/** Which packages a program needs to run from a folder of its own. */

/** Names in a Depends field, first alternative of each: `a (>= 1), b | c` gives a, b. */
export const dependencyNames = (field) =>
  (field ?? '')
    .split(',')
    .map(
      (entry) =>
        entry
          .split('|')[0]
          .trim()
          .split(/[\s:(]/)[0],
    )
    .filter(Boolean)

/** Runtime libraries bear their soname's version: libllvm21, libssl3t64, libjpeg62-turbo, zlib1g. */
export const isRuntimeLibrary = (name) =>
  /^(lib.*\d|zlib1g)/.test(name) && !/-(dev|doc|bin|data|common|dbg|perl)$/.test(name)

/**
 * The packages `roots` and every runtime library that they need, transitively.
 * `show` gives the fields of packages by name; `skip` names libraries nothing here loads.
 */
export async function withLibraries(roots, show, skip = []) {
  const known = new Set(roots)
  let next = roots
  while (next.length > 0) {
    const fields = await show(next)
    const named = fields.flatMap((field) => [
      ...dependencyNames(field['Pre-Depends']),
      ...dependencyNames(field.Depends),
    ])
    next = [...new Set(named)].filter(
      (name) => isRuntimeLibrary(name) && !known.has(name) && !skip.includes(name),
    )
    for (const name of next) known.add(name)
  }
  return [...known].sort()
}
