/** Which Debian packages make an Emscripten. */
import { dependencyNames } from '../debian/dependencies.mjs'
import { PlainError } from '../run/errors.mjs'

/** llvm-N asks for these for its debug-info server and its benchmark tool, which are not used. */
export const UNUSED_LIBRARIES = ['libcurl4t64', 'libcurl4', 'libpfm4', 'libclang1']

/** The programs that `emscripten` (fields of its package) runs, for the LLVM it depends on. */
export function toolPackages(emscripten) {
  const clang = dependencyNames(emscripten.Depends).find((name) => /^clang-\d+$/.test(name))
  if (!clang) {
    throw new PlainError(
      `Debian's emscripten ${emscripten.Version} was expected to depend on clang-N, ` +
        `its Depends is '${emscripten.Depends}'; install emsdk and set $EMSDK instead`,
    )
  }
  const llvm = clang.slice('clang-'.length)
  const packages = [
    'emscripten',
    'binaryen',
    clang,
    `lld-${llvm}`,
    `llvm-${llvm}`,
    `llvm-${llvm}-linker-tools`,
    `libclang-common-${llvm}-dev`,
  ]
  return { llvm, packages, skip: [...UNUSED_LIBRARIES, `libclang1-${llvm}`] }
}
