/** Configures and builds one of the presets of CMakePresets.json. */
import { rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { BUILD, ROOT } from '../paths.mjs'
import { buildStep } from '../run/build-step.mjs'
import { attempt, run } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'
import { fingerprintOf, isStamped, writeStamp } from '../run/stamp.mjs'
import { ensureCppDependencies } from './cpp-dependencies.mjs'
import { useEmscripten } from './emscripten.mjs'
import { ensureNinja } from './ninja.mjs'

const INPUTS = ['CMakeLists.txt', 'CMakePresets.json', 'toolchain/cmake', 'wasm']

const CORE = 'wasm/transcription-status-core'
const PARSER = 'wasm/transcription-status-parser'
const TESTS = 'tests/native/tss_core_tests'
const EXPLORER = 'tests/explore'

/** What each preset is known to make, below its build folder. */
const OUTPUTS = {
  'native-debug': [TESTS],
  'native-sanitize': [TESTS],
  'native-release': [`${EXPLORER}/tss_explore`, `${EXPLORER}/tss_protocol`],
  'wasm-debug': [`${TESTS}.js`, `${TESTS}.wasm`],
  'wasm-release': [
    `${CORE}.js`,
    `${CORE}.wasm`,
    `${CORE}.d.ts`,
    `${PARSER}.js`,
    `${PARSER}.wasm`,
    `${PARSER}-plain.js`,
  ],
}

/** What each is made from besides the core: nothing is built anew because another's test changed. */
const OWN_INPUTS = { 'wasm-release': [], 'native-release': ['tests/explore'] }

/** Builds `preset`; gives back the step's fingerprint. */
export async function buildPreset(preset) {
  await ensureCppDependencies()
  const isWasm = preset.startsWith('wasm-')
  const emscripten = isWasm ? await useEmscripten() : null
  const compiler = emscripten?.version ?? (await nativeCompiler())
  const env = await buildEnvironment(emscripten)
  return buildStep({
    name: preset,
    title: `${preset} (${compiler})`,
    inputs: [...INPUTS, ...(OWN_INPUTS[preset] ?? ['tests/native'])],
    facts: [compiler, emscripten?.emcc ?? ''],
    outputs: OUTPUTS[preset].map((output) => `build/${preset}/${output}`),
    work: async () => {
      await dropForeignBuild(join(BUILD, preset), [ROOT, compiler, emscripten?.emcc ?? ''])
      const options = { cwd: ROOT, env }
      await run('cmake', ['--preset', preset], options)
      await run('cmake', ['--build', '--preset', preset], options)
    },
  })
}

/** CMake refuses a build folder that was made in another place or with another compiler. */
export async function dropForeignBuild(folder, facts) {
  const stamp = join(folder, 'made-for')
  const fingerprint = fingerprintOf(...facts)
  if (await isStamped(stamp, fingerprint)) return
  await rm(folder, { recursive: true, force: true })
  await writeStamp(stamp, fingerprint)
}

/** The environment that CMake is run in. @param emscripten null for native builds */
export async function buildEnvironment(emscripten) {
  const path = emscripten?.env.PATH ?? process.env.PATH
  return { ...emscripten?.env, PATH: [...(await ensureNinja()), path].join(delimiter) }
}

/** `g++ 12.2.0`: the first line of what CMake would find. */
async function nativeCompiler() {
  for (const name of [process.env.CXX, 'c++', 'g++', 'clang++'].filter(Boolean)) {
    const { code, output } = await attempt(name, ['--version'], { stdoutOnly: true })
    if (code === 0) return output.split('\n')[0]
  }
  throw new PlainError('a C++20 compiler was expected as c++, g++ or clang++; install g++ or clang')
}
