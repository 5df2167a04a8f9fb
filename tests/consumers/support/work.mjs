/** A consumer's folder below build/, with its own sources and the shared ones, and what it makes. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BUILD, fromRoot, ROOT } from '../../../toolchain/paths.mjs'
import { run } from '../../../toolchain/run/command.mjs'
import {
  fingerprintOf,
  fingerprintOfFiles,
  isStamped,
  writeStamp,
} from '../../../toolchain/run/stamp.mjs'

/** Where tools and package are installed (toolchain/steps/consumers.mjs). */
export const WORK = join(BUILD, 'consumers')

const SOURCES = 'tests/consumers'

/** No consumer may tell anyone of its use. */
const ENVIRONMENT = { NEXT_TELEMETRY_DISABLED: '1', CI: '1', FORCE_COLOR: '0' }

/**
 * Copies the consumer `name` to a folder of its own below `home` and runs `commands` there, each a
 * program of node_modules/.bin and its arguments; not again while nothing of it has changed. Gives
 * back the folder.
 */
export async function built(name, commands, { as = name, home = WORK } = {}) {
  const installed = join(WORK, 'installed')
  assert.ok(existsSync(installed), `nothing is installed; 'npm test -- --only consumers' does it`)
  const folder = join(home, as)
  const fingerprint = fingerprintOf(
    await readFile(installed, 'utf8'),
    await fingerprintOfFiles(ROOT, [`${SOURCES}/${name}`, `${SOURCES}/shared`]),
    JSON.stringify(commands),
  )
  const stamp = join(WORK, 'stamps', as)
  if (await isStamped(stamp, fingerprint)) return folder
  await rm(stamp, { force: true })
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const source of [name, 'shared']) {
    const into = source === name ? folder : join(folder, source)
    await cp(fromRoot(SOURCES, source), into, { recursive: true })
  }
  for (const command of commands) await tool(folder, command)
  await writeStamp(stamp, fingerprint)
  return folder
}

/** Runs a program of node_modules/.bin in `folder`, for no longer than three minutes. */
export const tool = (folder, [program, ...args], options) =>
  run(join(WORK, 'node_modules/.bin', program), args, {
    cwd: folder,
    env: { ...ENVIRONMENT, ...options?.env },
    limitMs: 180_000,
  })
