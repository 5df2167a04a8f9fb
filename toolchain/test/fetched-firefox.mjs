/** Debian's Firefox unpacked below .cache, for a machine that has none and no root to install it. */
import { join } from 'node:path'
import { withLibraries } from '../debian/dependencies.mjs'
import { ensureDebianFolder } from '../debian/folder.mjs'
import { fontVariables } from '../debian/fonts.mjs'
import { installedPackages } from '../debian/installed.mjs'
import { libraryFolders, writeStarter } from '../debian/libraries.mjs'

const PACKAGES = ['firefox-esr', 'fonts-dejavu-core']

/** For 3D and sound. */
const UNUSED = ['libgl1-mesa-dri', 'libllvm15', 'libllvm19']

/** The path of a program that starts it. */
export async function fetchedFirefox() {
  const folder = await ensureDebianFolder('firefox', PACKAGES, {
    otherwise: 'install Firefox or set FIREFOX_PATH',
    choose: async (apt) =>
      withLibraries(PACKAGES, apt.show, [...UNUSED, ...(await installedPackages())]),
  })
  const starter = join(folder, 'start-firefox')
  const program = join(folder, 'usr/lib/firefox-esr/firefox-esr')
  const libraries = await libraryFolders(folder)
  await writeStarter(starter, `'${program}'`, libraries, await fontVariables(folder))
  return starter
}
