/** Redis, API processes, workers and nginx as `npm run start:redis` starts them, each within reach by name. */
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answersHttp, answersRedis, until } from '../../toolchain/cluster/answers.mjs'
import { startChild } from '../../toolchain/cluster/child.mjs'
import { Keeper } from '../../toolchain/cluster/keeper.mjs'
import { nginxConfiguration } from '../../toolchain/cluster/nginx-configuration.mjs'
import { freePorts } from '../../toolchain/cluster/ports.mjs'
import {
  apiProcesses,
  nginxProcess,
  redisProcess,
  workerProcesses,
} from '../../toolchain/cluster/processes.mjs'
import { openRunFolder } from '../../toolchain/cluster/run-folder.mjs'
import { serviceSettings } from '../../toolchain/cluster/service-settings.mjs'
import { ensureNginx, ensureRedis } from '../../toolchain/debian/programs.mjs'
import { fromRoot } from '../../toolchain/paths.mjs'
import { PlainError } from '../../toolchain/run/errors.mjs'
import { RAISED } from './contestants.mjs'
import { startProgram } from './server.mjs'

const HOST = '127.0.0.1'
const TICKS_PER_SECOND = 100

/** A worker that is lost is noticed after this instead of 15 s. */
const SOONER = { JOB_LEASE_SECONDS: '3' }

export class RunningCluster {
  #keepers = new Map()
  #lines = []
  #over = false
  #forget
  /** nginx's. */
  port
  /** The publisher over Redis: see servers/remote.py. */
  publisher

  /** Starts everything; resolves when it answers. */
  static async start(ground, { apis, workers }) {
    const cluster = new RunningCluster()
    const kill = () => cluster.#kill()
    ground.atEnd.add(kill)
    cluster.#forget = () => ground.atEnd.delete(kill)
    await cluster.#start(ground, apis, workers)
    return cluster
  }

  get url() {
    return `http://${HOST}:${this.port}`
  }

  /** The number of the newest process of a name: `redis`, `nginx`, `api-1`, `worker-1`, … */
  pid(name) {
    const found = this.#lines.findLast((line) => line.startsWith(`· ${name} is process `))
    return Number(found.split(' ').at(-1))
  }

  /** Ends a process in its own way, and keeps it ended until `again(name)`. */
  stopOne = (name) => this.#keepers.get(name).stop()

  again = (name) => this.#keepers.get(name).start()

  /** Seconds of CPU that the present process of a name has used. */
  async cpuSeconds(name) {
    const stat = await readFile(`/proc/${this.pid(name)}/stat`, 'utf8')
    const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14)
    return (Number(user) + Number(system)) / TICKS_PER_SECOND
  }

  async stop() {
    this.#over = true
    await this.publisher?.stop()
    for (const keeper of [...this.#keepers.values()].reverse()) await keeper.stop()
    this.#forget()
  }

  async #start(ground, apis, workers) {
    const root = await mkdtemp(join(ground.folder, 'cluster-'))
    const [page, data] = [join(root, 'page'), join(root, 'data')]
    await mkdir(page)
    const { maxUploadBytes } = await serviceSettings(ground.python, { DATA_DIR: data })
    const folder = await openRunFolder(data)
    const [front, ...ports] = await freePorts(HOST, apis + 1)
    const addresses = ports.map((port) => ({ host: HOST, port }))
    const listen = { host: HOST, port: front }
    const path = join(folder.nginx, 'nginx.conf')
    await writeFile(path, await nginxConfiguration({ listen, apis: addresses, maxUploadBytes }))
    const env = {
      ...RAISED,
      ...SOONER,
      STATIC_DIR: page,
      DATA_DIR: data,
      REDIS_URL: `unix://${folder.socket}?db=0`,
    }
    this.port = front
    this.#keep(redisProcess(await ensureRedis(), folder), ground.prefix)
    await this.#until(() => answersRedis(folder.socket))
    for (const process of [
      nginxProcess(await ensureNginx(), folder.nginx, path),
      ...workerProcesses(ground.python, workers, env),
      ...apiProcesses(ground.python, addresses, env),
    ]) {
      this.#keep(process, ground.prefix)
    }
    for (const port of [...ports, front]) {
      await this.#until(() => answersHttp(`http://${HOST}:${port}/healthz`))
    }
    this.publisher = await startProgram({
      python: ground.python,
      program: 'remote.py',
      prefix: ground.prefix,
      env: { PYTHONPATH: fromRoot('demo-web/server'), ...env },
    })
  }

  #keep({ name, stopSignal, graceMs, words, ...process }, prefix) {
    const print = (line) => this.#lines.push(line)
    const keeper = new Keeper(name, {
      start: () => startChild({ ...process, name, words: [...prefix, ...words] }, print),
      print,
      stopSignal,
      graceMs,
      onGivenUp: () => (this.#over = true),
    })
    this.#keepers.set(name, keeper)
    keeper.start()
  }

  async #until(asks) {
    if (await until(asks, () => this.#over)) return
    throw new PlainError(`the cluster does not start:\n${this.#lines.join('\n')}`)
  }

  #kill() {
    for (const keeper of this.#keepers.values()) keeper.kill()
  }
}
