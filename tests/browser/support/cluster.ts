import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from './free-port'

const root = resolve(import.meta.dirname, '../../..')

export interface Cluster {
  /** Where nginx answers. */
  url: string
  /** SIGKILL the processes that have these names now. */
  kill: (names: string[]) => void
  stop: () => Promise<void>
}

/** What `npm run start:redis` runs, on a free port and with storage of its own. */
export async function startCluster(): Promise<Cluster> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'transcription-cluster-'))
  const port = await freePort()
  const child = spawn(process.execPath, [join(root, 'toolchain/start-redis.mjs')], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataFolder,
      // A killed worker's job is missed after this.
      JOB_LEASE_SECONDS: '3',
      TOKENS_PER_MINUTE: '10000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  const lines: string[] = []
  const pids = new Map<string, number>()
  const answers = new Promise<void>((ready, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        const [, name, pid] = /^· (\S+) is process (\d+)$/.exec(line) ?? []
        if (name !== undefined) pids.set(name, Number(pid))
        if (line.startsWith('Ctrl-C stops it')) ready()
      })
    }
    void ended.then(() => {
      fail(new Error(`Expected start:redis to answer, but it ended:\n${lines.join('\n')}`))
    })
  })
  await answers
  return {
    url: `http://127.0.0.1:${port}`,
    kill: (names) => {
      for (const name of names) {
        const pid = pids.get(name)
        if (pid === undefined) throw new Error(`No process ${name} was started.`)
        process.kill(pid, 'SIGKILL')
      }
    },
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
