/** pip itself, for a Python that came without it. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureDebianFolder } from '../debian/folder.mjs'
import { PlainError } from '../run/errors.mjs'

/** The path of a pip wheel out of Debian's python3-pip-whl. */
export async function pipWheel() {
  const folder = await ensureDebianFolder('pip', ['python3-pip-whl'], {
    otherwise: "install your system's venv support (Debian, Ubuntu: python3-venv)",
  })
  const wheels = join(folder, 'usr/share/python-wheels')
  const wheel = (await readdir(wheels)).find((name) => /^pip-.*\.whl$/.test(name))
  if (!wheel) throw new PlainError(`python3-pip-whl has no pip wheel; install python3-venv`)
  return join(wheels, wheel)
}
