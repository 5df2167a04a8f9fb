/** The program that carries out what CMake generated. */
import { fromRoot } from '../paths.mjs'
import { ensurePythonEnvironment } from '../python/environment.mjs'
import { attempt } from '../run/command.mjs'

/** Folders to put on PATH so that `ninja` is found: none if the system has it, else PyPI's. */
export async function ensureNinja() {
  if ((await attempt('ninja', ['--version'])).code === 0) return []
  return [await ensurePythonEnvironment('build', [fromRoot('toolchain/python/build.lock')])]
}
