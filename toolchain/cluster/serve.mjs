/** Puts a run together from what is installed, and keeps it until it is told to stop. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureNginx, ensureRedis } from '../debian/programs.mjs'
import { fromRoot } from '../paths.mjs'
import { serverEnvironment } from '../steps/python.mjs'
import { endingWithParent } from './child.mjs'
import { Cluster } from './cluster.mjs'
import { nginxConfiguration } from './nginx-configuration.mjs'
import { claimFolder } from './folder-claim.mjs'
import { freePorts } from './ports.mjs'
import { apiProcesses, nginxProcess, redisProcess, workerProcesses } from './processes.mjs'
import { openRunFolder } from './run-folder.mjs'
import { serviceSettings } from './service-settings.mjs'

const LOOPBACK = '127.0.0.1'
const SAME_REQUEST_MS = 1_000

/** The programs that a run needs, installed if missing: `{ python, redis, nginx }`. */
export const installedPrograms = async () => ({
  python: join(await serverEnvironment(), 'python'),
  redis: await ensureRedis(),
  nginx: await ensureNginx(),
})

/**
 * Runs everything until SIGINT or SIGTERM, which is a success; SIGHUP restarts the API processes.
 * A process that dies again and again is a PlainError. `address` is where nginx listens.
 */
export async function serveCluster(programs, address, { apiProcesses, workers, dataDir }) {
  const claim = await claimFolder(dataDir)
  try {
    await serveClaimed(programs, address, { apiProcesses, workers, dataDir })
  } finally {
    await claim.release()
  }
}

async function serveClaimed(programs, address, { apiProcesses, workers, dataDir }) {
  const settings = await serviceSettings(programs.python, { DATA_DIR: dataDir })
  const folder = await openRunFolder(dataDir)
  try {
    const ports = await freePorts(LOOPBACK, apiProcesses)
    const apis = ports.map((port) => ({ host: LOOPBACK, port }))
    const facts = { address, apis, workers, dataDir, folder, settings }
    const processes = await describe(programs, facts)
    const cluster = new Cluster(processes, {
      socket: folder.socket,
      url: address.url,
      prefix: await endingWithParent(),
      print: console.log,
    })
    obeySignals(cluster)
    if (await cluster.start()) {
      console.log(`Transcription demo: ${address.url}`)
      console.log(`Ctrl-C stops it; kill -HUP ${process.pid} restarts the API processes in turn.`)
    }
    await cluster.ended()
    console.log('stopped')
  } finally {
    await folder.remove()
  }
}

async function describe({ python, redis, nginx }, facts) {
  const { address, apis, workers, dataDir, folder, settings } = facts
  const env = {
    STATIC_DIR: process.env.STATIC_DIR || fromRoot('demo-web/dist'),
    DATA_DIR: dataDir,
    REDIS_URL: `unix://${folder.socket}?db=0`,
  }
  const { maxUploadBytes } = settings
  const path = join(folder.nginx, 'nginx.conf')
  await writeFile(path, await nginxConfiguration({ listen: address, apis, maxUploadBytes }))
  return {
    redis: redisProcess(redis, folder),
    apis: apiProcesses(python, apis, env),
    workers: workerProcesses(python, workers, env),
    nginx: nginxProcess(nginx, folder.nginx, path),
  }
}

function obeySignals(cluster) {
  let askedAt = null
  const stop = () => {
    // One Ctrl-C comes twice: from the terminal, and passed on by npm.
    if (askedAt !== null) return Date.now() - askedAt > SAME_REQUEST_MS && cluster.kill()
    askedAt = Date.now()
    void cluster.stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
  process.on('SIGHUP', () => void cluster.restartApis())
  // The terminal is gone, and with it whoever could press Ctrl-C.
  process.stdout.on('error', stop)
  process.on('exit', () => cluster.kill())
}
