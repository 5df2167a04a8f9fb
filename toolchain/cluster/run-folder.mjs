/** The folders of a run, all below DATA_DIR but for a socket whose path would be too long there. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PlainError } from '../run/errors.mjs'
import { answersRedis } from './answers.mjs'

/** `sun_path` of Linux has 108 bytes, the last a zero; Redis takes a few for a temporary name. */
const LONGEST_SOCKET = 100

/**
 * Makes the folders of a run: `redis` keeps its file from run to run, `nginx` is emptied. `socket`
 * is where Redis listens, for this user only. `remove()` takes away what is of no use afterwards.
 */
export async function openRunFolder(dataDir) {
  const run = join(dataDir, 'run')
  const inside = join(run, 'redis.sock')
  if (await answersRedis(inside))
    throw new PlainError(
      `DATA_DIR ${dataDir} is used by another npm run start:redis; stop it, or name another folder`,
    )
  const nginx = join(run, 'nginx')
  const redis = join(dataDir, 'redis')
  await rm(run, { recursive: true, force: true })
  for (const folder of [dataDir, run, nginx, redis])
    await mkdir(folder, { recursive: true, mode: 0o700 })
  const fits = Buffer.byteLength(inside) <= LONGEST_SOCKET
  const elsewhere = fits ? null : await mkdtemp(join(tmpdir(), 'transcription-redis-'))
  const remove = async () => {
    await rm(run, { recursive: true, force: true })
    if (elsewhere) await rm(elsewhere, { recursive: true, force: true })
  }
  return { redis, nginx, socket: fits ? inside : join(elsewhere, 'redis.sock'), remove }
}
