/** clang-tidy over our own C++: the core and its tests as native code, the bindings as WebAssembly. */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { BUILD, CACHE, ROOT } from '../paths.mjs'
import { attempt, run } from '../run/command.mjs'
import { fingerprintOf, fingerprintOfFiles, isStamped, writeStamp } from '../run/stamp.mjs'
import { useEmscripten } from '../steps/emscripten.mjs'
import { cppTools, preset } from '../test/prepare.mjs'
import { cppFiles } from './cpp-tools.mjs'
import { failOn } from './report.mjs'

/** Whatever can change a finding besides the file itself. */
const SETTINGS = [
  '.clang-tidy',
  'CMakeLists.txt',
  'CMakePresets.json',
  'toolchain/cmake',
  'toolchain/python/cpp-tools.lock',
]

/** A file that passed is not linted again until it, a header or a setting changes. */
export async function clangTidy() {
  const program = join(await cppTools(), 'clang-tidy')
  const around = await fingerprintOfFiles(ROOT, [
    ...SETTINGS,
    ...(await cppFiles(/(hpp|\.clang-tidy|txt)$/)),
  ])
  const jobs = [...(await nativeJobs()), ...(await bindingsJobs())]
  const complaints = new Set()
  const lintNext = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      for (const complaint of await lint(program, job, around)) complaints.add(complaint)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, lintNext))
  failOn([...complaints])
}

/** Findings, one a line; a header's come once for each file that includes it. */
async function lint(program, { file, args }, around) {
  const stamp = join(CACHE, 'stamps/clang-tidy', file.replaceAll('/', '+'))
  const fingerprint = fingerprintOf(around, await fingerprintOfFiles(ROOT, [file]), ...args)
  if (await isStamped(stamp, fingerprint)) return []
  const { code, output } = await attempt(program, ['--quiet', ...args, file], { cwd: ROOT })
  if (code !== 0) return findings(output)
  await writeStamp(stamp, fingerprint)
  return []
}

function findings(output) {
  const lines = output.split('\n').filter((line) => /: (error|warning|fatal error): /.test(line))
  return lines.length > 0 ? lines.map((line) => line.replace(`${ROOT}/`, '')) : [output.trim()]
}

async function nativeJobs() {
  const jobs = async (name, pattern) => {
    await preset(name)
    const files = await cppFiles(pattern)
    return files.map((file) => ({ file, args: ['-p', join(BUILD, name)] }))
  }
  return [
    ...(await jobs('native-sanitize', /^(wasm\/src|tests\/native)\/.*\.cpp$/)),
    ...(await jobs('native-release', /^tests\/explore\/.*\.cpp$/)),
  ]
}

/** Emscripten's headers are found as its own clang would find them. */
async function bindingsJobs() {
  await preset('wasm-debug')
  const { env } = await useEmscripten()
  const cache = await run('em-config', ['CACHE'], { env, stdoutOnly: true })
  const sysroot = join(cache.trim(), 'sysroot')
  const args = [
    ...['-p', join(BUILD, 'wasm-debug')],
    '--extra-arg=--target=wasm32-unknown-emscripten',
    `--extra-arg=--sysroot=${sysroot}`,
    `--extra-arg=-isystem${join(sysroot, 'include/compat')}`,
  ]
  const files = await cppFiles(/^wasm\/bindings\/.*\.cpp$/)
  return files.map((file) => ({ file, args }))
}
