/** Trials of faults in the shell: its file is compiled into a copy of the package and simulated. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BUILD, fromRoot, ROOT } from '../paths.mjs'
import { attempt } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'
import { npmPackage } from '../test/prepare.mjs'
import { broken, copyOf } from './copy.mjs'

/** Enough for what every tenth schedule would meet. */
const SCHEDULES = ['--schedules', '400', '--seed', '1']

/** `trial(fault)` gives the name of the invariant that does not hold, or null if the fault lives. */
export async function storeTrial() {
  await npmPackage()
  const { transform } = await import('esbuild')
  const folder = await copyOf('shell', ['js-bindings/dist'])
  await mkdir(BUILD, { recursive: true })
  const dist = join(folder, 'js-bindings/dist/')
  const simulate = () =>
    attempt(process.execPath, ['toolchain/soak.mjs', ...SCHEDULES], {
      cwd: ROOT,
      env: { PACKAGE_DIST: pathToFileURL(dist).href },
    })
  const sound = await simulate()
  if (sound.code !== 0) throw new PlainError(`nothing is broken yet, but:\n${sound.output}`)

  return async (fault) => {
    const source = broken(await readFile(fromRoot(fault.file), 'utf8'), fault)
    const { code: compiled } = await transform(source, { loader: 'ts', target: 'es2022' })
    const name = fault.file.replace('js-bindings/src/', '').replace(/\.ts$/, '.js')
    const path = join(dist, name)
    const whole = await readFile(path, 'utf8')
    await writeFile(path, compiled)
    try {
      const { code, output } = await simulate()
      return code === 0 ? null : (/^✗ (\S+),/m.exec(output)?.[1] ?? 'a crash')
    } finally {
      await writeFile(path, whole)
    }
  }
}
