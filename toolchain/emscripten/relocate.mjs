/** Makes Debian's executables run from a folder of their own, with their own C library. */
import { lstat, open, readdir } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { run } from '../run/command.mjs'

/**
 * Sets interpreter and library path in every executable below `unpacked`, as they will be once
 * `unpacked` has become `prefix`. The path is an RPATH, which unlike RUNPATH also serves the
 * libraries of libraries; a library with a RUNPATH of its own would ignore it and is set too.
 */
export async function relocate(unpacked, prefix, patchelf) {
  const libraries = await libraryFolder(unpacked)
  const loader = (await readdir(join(unpacked, libraries))).find((name) =>
    /^ld-linux.*\.so\.\d$/.test(name),
  )
  const interpreter = join(prefix, libraries, loader)
  for (const path of await elfFiles(join(unpacked, 'usr'))) {
    const name = basename(path)
    const origin = `$ORIGIN/${relative(dirname(path), join(unpacked, libraries))}`
    const rpath = ['--force-rpath', '--set-rpath', origin, path]
    if (isLibrary(name)) {
      const current = await run(patchelf, ['--print-rpath', path])
      if (current.trim()) await run(patchelf, rpath)
    } else {
      await run(patchelf, ['--set-interpreter', interpreter, ...rpath])
    }
  }
}

/** Debian's folder of libraries, named after the machine: usr/lib/x86_64-linux-gnu. */
async function libraryFolder(unpacked) {
  const names = await readdir(join(unpacked, 'usr/lib'))
  return join(
    'usr/lib',
    names.find((name) => name.endsWith('-linux-gnu')),
  )
}

const isLibrary = (name) => /\.so(\.|$)/.test(name)

async function elfFiles(folder) {
  const found = []
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    // Node before 20.12 calls it 'path'.
    const path = join(entry.parentPath ?? entry.path, entry.name)
    if (entry.isFile() && (await lstat(path)).size > 64 && (await isElf(path))) found.push(path)
  }
  return found
}

async function isElf(path) {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(18), 0, 18, 0)
    const magic = buffer.subarray(0, 4).toString('latin1') === '\x7fELF'
    return magic && [ET_EXEC, ET_DYN].includes(buffer.readUInt16LE(16))
  } finally {
    await file.close()
  }
}

const ET_EXEC = 2
const ET_DYN = 3
