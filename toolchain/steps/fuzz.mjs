/** Builds the programs of tests/fuzz with a clang that brings libFuzzer. */
import { join } from 'node:path'
import { fuzzingClang } from '../fuzz/clang.mjs'
import { programOf, TARGETS } from '../fuzz/targets.mjs'
import { BUILD, ROOT } from '../paths.mjs'
import { buildStep } from '../run/build-step.mjs'
import { run } from '../run/command.mjs'
import { buildEnvironment, dropForeignBuild } from './cmake.mjs'
import { ensureCppDependencies } from './cpp-dependencies.mjs'

const INPUTS = ['CMakeLists.txt', 'CMakePresets.json', 'toolchain/cmake', 'wasm', 'tests/fuzz']

/** The CMake preset `fuzz`. Gives back the step's fingerprint. */
export async function buildFuzzers() {
  await ensureCppDependencies()
  const clang = await fuzzingClang()
  const env = await buildEnvironment(null)
  return buildStep({
    name: 'fuzz',
    title: `fuzz (${clang.version})`,
    inputs: INPUTS,
    facts: [clang.version, clang.path],
    outputs: TARGETS.map(programOf),
    work: async () => {
      await dropForeignBuild(join(BUILD, 'fuzz'), [ROOT, clang.version, clang.path])
      const options = { cwd: ROOT, env }
      await run('cmake', ['--preset', 'fuzz', `-DCMAKE_CXX_COMPILER=${clang.path}`], options)
      await run('cmake', ['--build', '--preset', 'fuzz'], options)
    },
  })
}
