/** Private Python environments below .cache/python, filled from lock files whose hashes are checked. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CACHE } from '../paths.mjs'
import { attempt, run } from '../run/command.mjs'
import { fingerprintOf, isStamped, writeStamp } from '../run/stamp.mjs'
import { step } from '../run/progress.mjs'
import { pipWheel } from './pip-wheel.mjs'
import { findPython } from './interpreter.mjs'

/**
 * The environment `name` with exactly what `locks` (paths of hash-pinned requirement files) list;
 * made if missing or outdated. Gives back its folder of programs.
 */
export async function ensurePythonEnvironment(name, locks) {
  const folder = join(CACHE, 'python', name)
  const bin = join(folder, 'bin')
  const python = await findPython()
  const contents = await Promise.all(locks.map((lock) => readFile(lock, 'utf8')))
  const fingerprint = fingerprintOf(folder, python.path, python.version, ...contents)
  const stamp = join(folder, 'installed')
  if (await isStamped(stamp, fingerprint)) return bin

  await step(`installing Python packages (${name})`, async () => {
    await rm(folder, { recursive: true, force: true })
    await createEnvironment(python.path, folder)
    const requirements = locks.flatMap((lock) => ['-r', lock])
    await run(join(bin, 'python'), [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'],
      ...['--require-hashes', '--only-binary=:all:', ...requirements],
    ])
    await writeStamp(stamp, fingerprint)
  })
  return bin
}

/** Debian ships venv without ensurepip unless python3-venv is installed; then pip is brought along. */
async function createEnvironment(python, folder) {
  const whole = await attempt(python, ['-m', 'venv', folder])
  if (whole.code === 0) return
  await rm(folder, { recursive: true, force: true })
  await run(python, ['-m', 'venv', '--without-pip', folder])
  const wheel = await pipWheel()
  await run(join(folder, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--no-index', wheel], {
    env: { PYTHONPATH: wheel },
  })
}
