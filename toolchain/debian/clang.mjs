/** Debian's newest clang with its sanitizers, unpacked below .cache: nothing is installed. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PlainError } from '../run/errors.mjs'
import { withLibraries } from './dependencies.mjs'
import { ensureDebianFolder } from './folder.mjs'
import { installedPackages } from './installed.mjs'
import { libraryFolders, writeStarter } from './libraries.mjs'

/** Before, clang and the concepts of GCC's library do not get on; behind, no name is looked for. */
export const OLDEST = 16
export const NEWEST = 40

/** For programs of 32 bits, and for others who use clang as a library. */
const unused = (version) => [
  'lib32stdc++6',
  'lib32gcc-s1',
  'libc6-i386',
  'libn32stdc++6',
  'libx32stdc++6',
  `libclang1-${version}`,
]

/**
 * The path of a program that starts clang++, fetched if it is not there yet. It compiles against the
 * system's C and C++ libraries, which come with g++.
 */
export async function fetchedClang() {
  const folder = await ensureDebianFolder('clang', ['clang', 'its sanitizers'], {
    otherwise: 'install a clang that brings libFuzzer',
    choose: async (apt) => {
      const version = await newestVersion(apt)
      const packages = packagesOf(version)
      return withLibraries(packages, apt.show, [
        ...unused(version),
        ...(await installedPackages()).filter((name) => !packages.includes(name)),
      ])
    },
  })
  return clangStarter(folder)
}

async function newestVersion(apt) {
  const names = Array.from({ length: NEWEST - OLDEST + 1 }, (_, at) => `clang-${OLDEST + at}`)
  const offered = (await apt.show(names)).map((fields) => Number(fields.Package.slice(6)))
  if (offered.length > 0) return Math.max(...offered)
  throw new PlainError(
    `apt was expected to offer clang-${OLDEST} or newer, it offers none; ` +
      'install a clang that brings libFuzzer',
  )
}

const packagesOf = (version) => [
  `clang-${version}`,
  `libclang-common-${version}-dev`,
  `libclang-rt-${version}-dev`,
]

/** Clang finds its own headers from where it lies; its libraries must be named. */
async function clangStarter(folder) {
  const names = await readdir(join(folder, 'usr/lib'))
  const llvm = names.find((name) => /^llvm-\d+$/.test(name))
  const starter = join(folder, 'clang++')
  const program = join(folder, 'usr/lib', llvm, 'bin/clang++')
  await writeStarter(starter, `'${program}'`, await libraryFolders(folder))
  return starter
}
