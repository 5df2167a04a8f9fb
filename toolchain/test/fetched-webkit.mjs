/** Debian's WebKitGTK unpacked below .cache, for a machine that has none and no root to install it. */
import { dirname, join } from 'node:path'
import { withLibraries } from '../debian/dependencies.mjs'
import { ensureDebianFolder } from '../debian/folder.mjs'
import { fontVariables } from '../debian/fonts.mjs'
import { installedPackages } from '../debian/installed.mjs'
import { libraryFolders, writeStarter } from '../debian/libraries.mjs'
import { moveAway } from '../debian/moved-folder.mjs'
import { replaceInFile } from '../debian/replace-in-file.mjs'
import { attempt } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'
import { miniBrowser } from './minibrowser.mjs'

/** Of the last, a release need not have it: it is part of others since Debian 13. */
const PACKAGES = [
  'webkit2gtk-driver',
  'libwebkit2gtk-4.1-0',
  'xvfb',
  'xkb-data',
  'x11-xkb-utils',
  'fonts-dejavu-core',
  'libglapi-mesa',
]

/** `{ WEBKIT_DRIVER, WEBKIT_PATH, XVFB }`; `otherwise` says what to do where it cannot be had. */
export async function fetchedWebKit(otherwise) {
  const folder = await ensureDebianFolder('webkit', PACKAGES, {
    otherwise,
    choose: async (apt) => {
      const offered = (await apt.show(PACKAGES)).map((fields) => fields.Package)
      return withLibraries(offered, apt.show, await installedPackages())
    },
  })
  const browser = await miniBrowser(folder)
  const libraries = await libraryFolders(folder)
  // WebKit starts its processes from where it was built to lie.
  const programs = dirname(browser)
  const builtFor = programs.slice(folder.length)
  const [library] = libraries.map((place) => join(place, 'libwebkit2gtk-4.1.so.0'))
  await replaceInFile(library, builtFor, await moveAway(programs, builtFor.length))
  // Xvfb calls xkbcomp in /usr/bin; without that, by PATH.
  await replaceInFile(join(folder, 'usr/bin/Xvfb'), '\0/usr/bin\0', '\0\0usr/bin\0')

  const variables = {
    ...(await fontVariables(folder)),
    // It draws by OpenGL alone, computed where there is no graphics card: Debian's or the system's.
    LIBGL_DRIVERS_PATH: libraries
      .flatMap((place) => [join(place, 'dri'), join(place.slice(folder.length), 'dri')])
      .join(':'),
  }
  const start = async (name, command) => {
    const starter = join(folder, name)
    await writeStarter(starter, command, libraries, variables)
    return starter
  }
  const xkb = `PATH='${folder}/usr/bin':"$PATH" '${folder}/usr/bin/Xvfb' -xkbdir '${folder}/usr/share/X11/xkb'`
  const driver = await start('start-driver', `'${folder}/usr/bin/WebKitWebDriver'`)
  const { code, output } = await attempt(driver, ['--help'])
  if (code !== 0) {
    throw new PlainError(`Debian's WebKit does not start here (${output.trim()}); ${otherwise}`)
  }
  return {
    WEBKIT_DRIVER: driver,
    WEBKIT_PATH: await start('start-browser', `'${browser}'`),
    XVFB: await start('start-screen', `env ${xkb}`),
  }
}
