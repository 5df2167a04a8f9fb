/**
 * build/consumers: bundlers, test runners and compilers of tests/consumers' own lock, and beside them
 * the package as npm packs and installs it.
 */
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromRoot } from '../paths.mjs'
import { buildStep } from '../run/build-step.mjs'
import { run } from '../run/command.mjs'
import { fingerprintOf } from '../run/stamp.mjs'

const FOLDER = 'build/consumers'
const SOURCES = [
  'package.json',
  'package-lock.json',
  '.npmrc',
  'react-18/package.json',
  'vite-7/package.json',
]
const PACKAGE = 'node_modules/transcription-status-sse'

/** What `npm pack` makes, by a name that has no version. */
export const TARBALL = fromRoot(FOLDER, 'package.tgz')

/** `packaged` is the fingerprint of the npm package. Gives back the step's fingerprint. */
export async function installConsumers(packaged) {
  const tools = await buildStep({
    name: 'consumer-tools',
    title: 'bundlers, test runners, compilers (build/consumers)',
    inputs: SOURCES.map((name) => `tests/consumers/${name}`),
    facts: [process.platform, process.arch, process.versions.modules],
    outputs: [`${FOLDER}/node_modules/.package-lock.json`],
    work: installTools,
  })
  return buildStep({
    name: 'consumers',
    title: 'packed package, installed (build/consumers)',
    inputs: ['README.md', 'LICENSE', 'js-bindings/docs', 'js-bindings/pack-documents.mjs'],
    facts: [tools, packaged],
    outputs: [`${FOLDER}/installed`, `${FOLDER}/${PACKAGE}/package.json`],
    work: installPacked,
  })
}

async function installTools() {
  const folder = fromRoot(FOLDER)
  await rm(folder, { recursive: true, force: true })
  for (const name of SOURCES) await cp(fromRoot('tests/consumers', name), join(folder, name))
  // What would be fetched or built by their scripts, npm has brought with the packages.
  await run('npm', ['ci', '--ignore-scripts', '--loglevel=error'], { cwd: folder })
}

/** As somebody does who was given the file; needs no network, since React is there. */
async function installPacked() {
  const folder = fromRoot(FOLDER)
  const packed = join(folder, 'packed')
  await rm(packed, { recursive: true, force: true })
  await mkdir(packed)
  await run('npm', ['pack', '-w', 'js-bindings', '--pack-destination', packed], { cwd: fromRoot() })
  const [file] = await readdir(packed)
  await rename(join(packed, file), TARBALL)
  await rm(packed, { recursive: true })

  // Vite keeps what it bundled for as long as the lock is the same.
  for (const home of ['.', 'vite-7']) {
    await rm(join(folder, home, 'node_modules/.vite'), { recursive: true, force: true })
  }
  const install = ['install', '--no-save', '--offline', '--ignore-scripts', TARBALL]
  await run('npm', install, { cwd: folder })
  // npm would install it once, for React 19.
  await cp(join(folder, PACKAGE), join(folder, 'react-18', PACKAGE), { recursive: true })
  await writeFile(join(folder, 'installed'), await fingerprintOfInstalled(folder))
}

/** What was installed; the same bytes give the same one. */
async function fingerprintOfInstalled(folder) {
  const lock = await readFile(join(folder, 'package-lock.json'), 'utf8')
  return fingerprintOf(lock, (await readFile(TARBALL)).toString('base64'))
}
