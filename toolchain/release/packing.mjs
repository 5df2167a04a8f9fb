/** The tarball, built from nothing as often as is wanted. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BUILD, fromRoot, ROOT } from '../paths.mjs'
import { run } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'
import { buildPreset } from '../steps/cmake.mjs'
import { buildPackage } from '../steps/package.mjs'

export const RELEASE = join(BUILD, 'release')

/** Builds core and package anew, whatever was there, and packs them; `{ file, bytes }`. */
export async function packFromNothing() {
  await rm(join(BUILD, 'wasm-release'), { recursive: true, force: true })
  await rm(fromRoot('js-bindings/dist'), { recursive: true, force: true })
  await buildPackage(await buildPreset('wasm-release'))

  const folder = join(RELEASE, 'packed')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await run('npm', ['pack', '-w', 'js-bindings', '--pack-destination', folder], { cwd: ROOT })
  const [name] = await readdir(folder)
  const file = join(RELEASE, name)
  await rename(join(folder, name), file)
  await rm(folder, { recursive: true })
  return { file, bytes: await readFile(file) }
}

/** As `npm publish` and lock files have it. */
export const integrityOf = (bytes) =>
  `sha512-${createHash('sha512').update(bytes).digest('base64')}`

/** @throws PlainError if the tarballs `one` and `other` are not the same bytes */
export function refuseDifferent(one, other) {
  if (one.equals(other)) return
  throw new PlainError(
    `two builds of this commit differ: ${integrityOf(one)} and ${integrityOf(other)}. Unpack ` +
      `build/release/first.tgz beside the other and compare`,
  )
}

/** @throws PlainError if a file of the tarball `file` names the folder that it was built in */
export async function refuseOwnPath(file) {
  const unpacked = await run('tar', ['-xzOf', file], { stdoutOnly: true })
  if (unpacked.includes(ROOT)) {
    throw new PlainError(`a file in ${file} names ${ROOT}: it would come out otherwise elsewhere`)
  }
}
