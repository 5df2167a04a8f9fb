/** Trials of faults in C++: each is compiled, and judged by a program that must fail. */
import { join } from 'node:path'
import { attempt, run } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'
import { buildEnvironment } from '../steps/cmake.mjs'
import { ensureCppDependencies } from '../steps/cpp-dependencies.mjs'
import { npmPackages } from '../test/prepare.mjs'
import { copyOf, whileBroken } from './copy.mjs'

const SOURCES = [
  'CMakeLists.txt',
  'CMakePresets.json',
  'toolchain/cmake',
  'wasm',
  'tests/explore',
  'tests/native',
  'tests/golden',
]

/** A fault that makes a program run for ever is caught as well. */
const LIMIT_MS = 5 * 60_000

/** `trial(fault)` gives the name of the invariant that does not hold, or null if the fault lives. */
export const machineTrial = () =>
  coreTrial({
    preset: 'native-release',
    target: 'tss_explore',
    command: ['tests/explore/tss_explore'],
    tellOf: (output) =>
      /^(\S+) is broken in/m.exec(output)?.[1] ??
      (/an assertion of the machine failed/.test(output) ? 'an assertion' : 'the explorer'),
  })

export const parserTrial = () =>
  coreTrial({
    preset: 'native-debug',
    target: 'tss_core_tests',
    command: ['tests/native/tss_core_tests', '--gtest_filter=*EventStream*:*CoreStream*'],
    tellOf: (output) => /^\[ {2}FAILED {2}\] (\S+)/m.exec(output)?.[1] ?? 'a crash',
  })

async function coreTrial({ preset, target, command: [program, ...args], tellOf }) {
  await npmPackages()
  await ensureCppDependencies()
  const folder = await copyOf('core', SOURCES)
  const options = { cwd: folder, env: await buildEnvironment(null) }
  await run('cmake', ['--preset', preset], options)
  const build = () => attempt('cmake', ['--build', '--preset', preset, '--target', target], options)
  const judge = () =>
    attempt(join(folder, 'build', preset, program), args, { ...options, limitMs: LIMIT_MS })

  const whole = await build()
  if (whole.code !== 0) throw new PlainError(`the copy does not compile:\n${whole.output}`)
  const sound = await judge()
  if (sound.code !== 0) throw new PlainError(`nothing is broken yet, but:\n${sound.output}`)
  return (fault) =>
    whileBroken(folder, fault, async () => {
      const { code, output } = await build()
      if (code !== 0) throw new PlainError(`'${fault.about}' does not compile:\n${output}`)
      const verdict = await judge()
      return verdict.code === 0 ? null : tellOf(verdict.output)
    })
}
