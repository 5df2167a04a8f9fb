/** One run at a time on a DATA_DIR: a lock of the kernel, which ends with whoever holds it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PlainError } from '../run/errors.mjs'
import { onPath } from '../run/lookup.mjs'

/**
 * Claims `dataDir` until `release()` or the end of this process, by whatever signal. A folder that
 * another run has claimed is a PlainError. Without util-linux there is no lock.
 */
export async function claimFolder(dataDir, env = process.env) {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const flock = await onPath(['flock'], env.PATH)
  if (!flock) return { release: async () => {} }
  // It waits for the end of its input, whose other end is ours.
  const words = ['--nonblock', join(dataDir, 'run.lock'), 'sh', '-c', 'echo claimed; exec cat']
  const holder = spawn(flock, words, { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  const exit = once(holder, 'exit')
  const [first] = await Promise.race([once(holder.stdout, 'data'), exit])
  if (!String(first).startsWith('claimed')) {
    throw new PlainError(
      `DATA_DIR ${dataDir} is used by another npm run start:redis; stop it, or name another folder`,
    )
  }
  return {
    release: async () => {
      holder.stdin.end()
      await exit
    },
  }
}
