/** build/bench: what people would use instead of this package, of tests/bench's own lock. */
import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fromRoot } from '../paths.mjs'
import { buildStep } from '../run/build-step.mjs'
import { run } from '../run/command.mjs'

const FOLDER = 'build/bench'
const SOURCES = ['package.json', 'package-lock.json', '.npmrc']

/** Gives back the folder in which they are installed. */
export async function installBenchPeers() {
  await buildStep({
    name: 'bench-peers',
    title: 'what people would use instead (build/bench)',
    inputs: SOURCES.map((name) => `tests/bench/${name}`),
    outputs: [`${FOLDER}/node_modules/.package-lock.json`],
    work: install,
  })
  return fromRoot(FOLDER)
}

async function install() {
  const folder = fromRoot(FOLDER)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const name of SOURCES) await cp(fromRoot('tests/bench', name), join(folder, name))
  await run('npm', ['ci', '--ignore-scripts', '--loglevel=error'], { cwd: folder })
}
