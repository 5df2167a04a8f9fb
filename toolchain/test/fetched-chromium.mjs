/** Debian's Chromium unpacked below .cache, for a machine that has none and no root to install it. */
import { join } from 'node:path'
import { withLibraries } from '../debian/dependencies.mjs'
import { ensureDebianFolder } from '../debian/folder.mjs'
import { fontVariables } from '../debian/fonts.mjs'
import { installedPackages } from '../debian/installed.mjs'
import { libraryFolders, writeStarter } from '../debian/libraries.mjs'

const PACKAGES = ['chromium', 'chromium-common', 'fonts-dejavu-core']

/** For native file dialogs and 3D, which headless tests do not have; they bring another 200 MB. */
const UNUSED = ['libgtk-3-0', 'libgtk-3-0t64', 'libgl1-mesa-dri', 'libllvm15', 'libllvm19']

/** The path of a program that starts it. */
export async function fetchedChromium() {
  const folder = await ensureDebianFolder('chromium', PACKAGES, {
    otherwise: 'install Chromium or set CHROMIUM_PATH',
    choose: async (apt) =>
      withLibraries(PACKAGES, apt.show, [...UNUSED, ...(await installedPackages())]),
  })
  const places = await libraryFolders(folder)
  const starter = join(folder, 'start-chromium')
  // Its sandbox needs a setuid program or a kernel setting; it opens this project's pages only.
  const command = `'${folder}/usr/lib/chromium/chromium' --no-sandbox`
  await writeStarter(
    starter,
    command,
    [...places, ...places.map((place) => join(place, 'pulseaudio'))],
    await fontVariables(folder),
  )
  return starter
}
