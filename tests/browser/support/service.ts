import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')
const page = join(root, 'demo-web/dist')

/** Small, so that a test can go beyond it. */
export const maxUploadBytes = 8_000_000

/** Whoever has it is an administrator of the tests' service. */
export const adminKey = 'administration key of the browser tests'

export interface RunningService {
  origin: string
  /** End the process by `signal`, and start another at the same address with the same storage. */
  restart: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
  stop: () => Promise<void>
}

/**
 * Start the real service, with the built page, on a free port and with storage of its own. Its
 * streams and polls misbehave on demand.
 *
 * @param fill puts something into the new folder of its storage
 */
export async function startService(
  fill: (dataFolder: string) => void = () => undefined,
  settings: Record<string, string> = {},
): Promise<RunningService> {
  if (!existsSync(join(page, 'index.html'))) {
    throw new Error(`Expected the built page in ${page}, found none: run npm run build.`)
  }
  const dataFolder = await mkdtemp(join(tmpdir(), 'transcription-service-'))
  fill(dataFolder)
  let service = spawnService(dataFolder, '0', settings)
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (service.exitCode === null && service.kill(signal)) await once(service, 'exit')
  }
  const stop = async (): Promise<void> => {
    await end('SIGTERM')
    await rm(dataFolder, { recursive: true, force: true })
  }
  try {
    const origin = await printedAddress(service)
    const restart = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
      await end(signal)
      service = spawnService(dataFolder, new URL(origin).port, settings)
      await printedAddress(service)
    }
    return { origin, restart, stop }
  } catch (problem) {
    await stop()
    throw problem
  }
}

function spawnService(
  dataFolder: string,
  port: string,
  settings: Record<string, string>,
): ChildProcess {
  return spawn(servicePython(), ['-m', 'transcription_service'], {
    cwd: join(root, 'demo-web/server'),
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: port,
      DATA_DIR: dataFolder,
      STATIC_DIR: page,
      MAX_UPLOAD_BYTES: `${maxUploadBytes}`,
      DEMO_FAULTS: '1',
      LOG_LEVEL: 'warning',
      ADMIN_KEY: adminKey,
      // No test waits for another's job, or for another's users at this one address.
      PARALLEL_JOBS: '4',
      TOKENS_PER_MINUTE: '10000',
      // A recogniser that a test holds is not taken for one that hangs.
      STALL_SECONDS: '600',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** The interpreter that has the service's dependencies. */
export function servicePython(): string {
  return process.env['SERVER_PYTHON'] ?? join(root, '.cache/python/server/bin/python')
}

/** The service listens before it prints where. */
function printedAddress(service: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    service.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const address = /http:\/\/\S+(?=\s)/.exec(printed)
      if (address !== null) resolve(address[0])
    })
    service.on('error', reject)
    service.on('exit', (code) => {
      reject(new Error(`Expected the service to print its address, but it ended with ${code}.`))
    })
  })
}
