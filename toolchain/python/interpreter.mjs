/** Finds the Python that the project's environments are made with. */
import { attempt } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'

const NAMES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python']
const PRINT = 'import sys; print("%d.%d" % sys.version_info[:2], sys.executable)'

/** `{ version, path }` of the first Python ≥ 3.11 on PATH. */
export async function findPython() {
  const seen = []
  for (const name of NAMES) {
    const { code, output } = await attempt(name, ['-c', PRINT], { stdoutOnly: true })
    if (code !== 0) continue
    const [version, path] = output.trim().split(' ')
    const [major, minor] = version.split('.').map(Number)
    if (major === 3 && minor >= 11) return { version, path }
    seen.push(`${name} is ${version}`)
  }
  throw new PlainError(
    `Python 3.11 or newer is needed, found ${seen.join(', ') || 'none'}; install python3`,
  )
}
