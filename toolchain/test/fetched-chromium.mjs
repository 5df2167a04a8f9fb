/** Debian's Chromium unpacked below .cache, for a machine that has none and no root to install it. */
import { chmod, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withLibraries } from '../debian/dependencies.mjs'
import { ensureDebianFolder } from '../debian/folder.mjs'
import { run } from '../run/command.mjs'

const PACKAGES = ['chromium', 'chromium-common', 'fonts-dejavu-core']

/** For native file dialogs and 3D, which headless tests do not have; they bring another 200 MB. */
const UNUSED = ['libgtk-3-0', 'libgtk-3-0t64', 'libgl1-mesa-dri', 'libllvm15', 'libllvm19']

/** The path of a program that starts it. */
export async function fetchedChromium() {
  const folder = await ensureDebianFolder('chromium', PACKAGES, {
    otherwise: 'install Chromium or set CHROMIUM_PATH',
    choose: async (apt) => withLibraries(PACKAGES, apt.show, [...UNUSED, ...(await installed())]),
  })
  const program = join(folder, 'start-chromium')
  const names = await readdir(join(folder, 'usr/lib'))
  const machine = names.find((name) => name.endsWith('-linux-gnu')) ?? ''
  const places = ['usr/lib', 'lib'].map((place) => join(folder, place, machine))
  await writeFile(join(folder, 'fonts.conf'), fontConfiguration(folder))
  await writeFile(program, startScript(folder, [...places, join(places[0], 'pulseaudio')]))
  await chmod(program, 0o755)
  return program
}

/** Libraries that the system has are those that its C library goes with. */
async function installed() {
  const format = '${db:Status-Abbrev} ${Package}\n'
  const lines = await run('dpkg-query', ['--show', '--showformat', format])
  return lines.split('\n').flatMap((line) => /^ii\s+(\S+)/.exec(line)?.[1] ?? [])
}

/** Its sandbox needs a setuid program or a kernel setting; it opens this project's pages only. */
const startScript = (folder, libraries) => `#!/bin/sh
export LD_LIBRARY_PATH='${libraries.join(':')}'
export FONTCONFIG_FILE='${folder}/fonts.conf'
exec '${folder}/usr/lib/chromium/chromium' --no-sandbox "$@"
`

const fontConfiguration = (folder) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`
