/** clang-format over our own C++, and which files that is. */
import { join, relative } from 'node:path'
import { ROOT } from '../paths.mjs'
import { run } from '../run/command.mjs'
import { sourceFiles } from '../run/source-files.mjs'
import { cppTools } from '../test/prepare.mjs'

const FOLDERS = ['wasm', 'tests/native', 'tests/explore', 'tests/fuzz']

/** Paths (from the root) of our C++ files whose path matches `pattern`. */
export async function cppFiles(pattern = /\.[ch]pp$/) {
  const files = await Promise.all(FOLDERS.map((folder) => sourceFiles(join(ROOT, folder))))
  return files
    .flat()
    .map((file) => relative(ROOT, file))
    .filter((file) => pattern.test(file))
}

/** Fails on files that the formatter would change. */
export async function clangFormat() {
  const program = join(await cppTools(), 'clang-format')
  await run(program, ['--dry-run', '--Werror', ...(await cppFiles())], { cwd: ROOT })
}

/** Formats in place. */
export async function clangFormatWrite() {
  const program = join(await cppTools(), 'clang-format')
  await run(program, ['-i', ...(await cppFiles())], { cwd: ROOT })
}
