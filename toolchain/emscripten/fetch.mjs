/** Fetches Emscripten from Debian testing into a folder of its own. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withLibraries } from '../debian/dependencies.mjs'
import { hasApt, packagesJson, replaceFolder, unpack, withPrivateApt } from '../debian/folder.mjs'
import { aptSources, distribution } from '../debian/machine.mjs'
import { sourcesForSuite } from '../debian/sources.mjs'
import { CACHE, fromRoot } from '../paths.mjs'
import { ensurePythonEnvironment } from '../python/environment.mjs'
import { PlainError } from '../run/errors.mjs'
import { CLOSURE, emscriptenConfig } from './config.mjs'
import { differences } from './known-good.mjs'
import { emccVersion } from './locate.mjs'
import { toolPackages } from './packages.mjs'
import { relocate } from './relocate.mjs'
import { isAtLeast } from '../run/versions.mjs'
import { MINIMUM } from './version.mjs'

const OTHERWISE = `install emsdk (Emscripten ${MINIMUM} or newer) and set $EMSDK, or put its emcc on PATH`

const PREFIX = join(CACHE, 'emscripten')
const RECORD = join(PREFIX, 'fetched.json')

/** In Emscripten's own folder, where it is found without any environment variable. */
const CONFIG = join(PREFIX, 'usr/share/emscripten/.emscripten')

/** The fetched Emscripten `{ emcc, version, config }`, or null if there is none that is whole. */
export async function fetchedEmscripten() {
  const record = JSON.parse(await readFile(RECORD, 'utf8').catch(() => 'null'))
  // The interpreter in the executables is an absolute path: a moved checkout must fetch again.
  if (record?.prefix !== PREFIX) return null
  return { emcc: record.emcc, version: record.version, config: CONFIG }
}

/** Fetches, relocates and tries it. The record is written last, so an interrupted one is redone. */
export async function fetchEmscripten() {
  const sources = await testingSources()
  const patchelf = await ensurePatchelf()
  const fetched = await withPrivateApt(sources, async (apt) => {
    const [emscripten] = await apt.show(['emscripten'])
    const { llvm, packages, skip } = toolPackages(emscripten)
    const files = await apt.download(await withLibraries(packages, apt.show, skip))
    await replaceFolder(PREFIX, async (unfinished) => {
      await unpack(files, unfinished)
      await relocate(unfinished, PREFIX, patchelf)
    })
    return { llvm, files }
  })
  return completeEmscripten(fetched)
}

async function completeEmscripten({ llvm, files }) {
  const cache = join(CACHE, 'emscripten-libraries')
  await rm(cache, { recursive: true, force: true })
  await mkdir(cache, { recursive: true })
  // Without it Node would read Emscripten's CommonJS files as the module type of this project.
  await writeFile(join(PREFIX, 'package.json'), '{ "type": "commonjs" }\n')
  await writeFile(
    CONFIG,
    emscriptenConfig({ prefix: PREFIX, llvm, cache, node: process.execPath, closure: CLOSURE }),
  )
  const emcc = join(PREFIX, 'usr/share/emscripten/emcc')
  const version = await emccVersion(emcc, { EM_CONFIG: CONFIG })
  if (!version || !isAtLeast(version, MINIMUM)) {
    throw new PlainError(
      `Debian testing's emcc was expected to be ${MINIMUM} or newer and to run, ` +
        `it answered '${version ?? 'nothing'}'; ${OTHERWISE}`,
    )
  }
  const packages = JSON.parse(packagesJson(files))
  await writeFile(RECORD, JSON.stringify({ prefix: PREFIX, emcc, version, packages }, null, 2))
  tellVersions(packages)
  return { emcc, version, config: CONFIG }
}

function tellVersions(packages) {
  const programs = packages.filter(({ name }) =>
    /^(emscripten|binaryen|(clang|lld)-\d+)$/.test(name),
  )
  console.log(`  ${programs.map(({ name, version }) => `${name} ${version}`).join(', ')}`)
  const changed = differences(packages)
  if (changed.length > 0) console.log(`  not the versions last tried: ${changed.join('; ')}`)
}

/** The machine's own Debian archive, its suite replaced by testing. */
async function testingSources() {
  const { id, codename } = await distribution()
  const debian = process.platform === 'linux' && id === 'debian' && hasApt()
  if (!debian) {
    const system = id || process.platform
    throw new PlainError(
      `no Emscripten found, and this system (${system}) is not Debian: ${OTHERWISE}`,
    )
  }
  const sources = sourcesForSuite(await aptSources(), { codename, suite: 'testing' })
  if (sources) return sources
  throw new PlainError(
    `no Emscripten found, and no apt source of ${codename} to fetch it with: ${OTHERWISE}`,
  )
}

async function ensurePatchelf() {
  const bin = await ensurePythonEnvironment('build', [fromRoot('toolchain/python/build.lock')])
  return join(bin, 'patchelf')
}
