/** Debian packages unpacked below .cache/debian, without installing them. */
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CACHE } from '../paths.mjs'
import { run } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'
import { step } from '../run/progress.mjs'
import { openPrivateApt } from './private-apt.mjs'

/** True if packages can be fetched here. */
export const hasApt = () => existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg-deb')

/**
 * The folder with `packages` of the machine's own release, fetched if missing; `choose`, if given,
 * gets apt and names the packages. `otherwise` says what to do on a machine without apt.
 */
export async function ensureDebianFolder(name, packages, { otherwise, choose = () => packages }) {
  const folder = join(CACHE, 'debian', name)
  if (existsSync(folder)) return folder
  if (!hasApt())
    throw new PlainError(`${packages.join(', ')} cannot be fetched without apt; ${otherwise}`)
  await step(`fetching ${packages.join(', ')} into .cache`, () =>
    withPrivateApt(null, async (apt) => {
      const fetched = await apt.download(await choose(apt))
      await replaceFolder(folder, async (unfinished) => {
        await unpack(fetched, unfinished)
        await writeFile(join(unfinished, 'packages.json'), packagesJson(fetched))
      })
    }),
  )
  return folder
}

/** Gives `use` an apt that reads `sources`, or the machine's own if null; cleans up after it. */
export async function withPrivateApt(sources, use) {
  const folder = join(CACHE, `apt.${process.pid}`)
  try {
    return await use(await openPrivateApt(folder, sources))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Lets `fill` make a new `folder` beside the old one, which it replaces only when it is whole. */
export async function replaceFolder(folder, fill) {
  const unfinished = `${folder}.${process.pid}`
  try {
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(unfinished, { recursive: true })
    await fill(unfinished)
    await rm(folder, { recursive: true, force: true })
    await rename(unfinished, folder)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** Unpacks downloaded `packages` into the folder `into`. */
export async function unpack(packages, into) {
  for (const { path } of packages) await run('dpkg-deb', ['--extract', path, into])
}

/** What was fetched, for people: names, versions, hashes. */
export const packagesJson = (packages) =>
  `${JSON.stringify(
    packages.map(({ name, version, sha256 }) => ({ name, version, sha256 })),
    null,
    2,
  )}\n`
