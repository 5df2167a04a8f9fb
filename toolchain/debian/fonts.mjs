/** Fonts for programs that run from a folder with Debian packages. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Writes a configuration of the fonts in `folder` and on the system; the variables that name it. */
export async function fontVariables(folder) {
  const path = join(folder, 'fonts.conf')
  await writeFile(path, fontConfiguration(folder))
  return { FONTCONFIG_FILE: path }
}

const fontConfiguration = (folder) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`
