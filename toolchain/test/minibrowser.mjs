/** WebKitGTK's own small browser. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isProgram } from '../run/lookup.mjs'

/** Its path below `root`, or null: Debian keeps it beside WebKit's other programs, where no PATH leads. */
export async function miniBrowser(root) {
  const libraries = join(root, 'usr/lib')
  const machines = (await readdir(libraries).catch(() => [])).filter((name) => /-linux-/.test(name))
  for (const machine of machines) {
    const candidate = join(libraries, machine, 'webkit2gtk-4.1/MiniBrowser')
    if (await isProgram(candidate)) return candidate
  }
  return null
}
