/** The real programs, for tests. What a test started ends with it. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answersHttp, until } from '../../../toolchain/cluster/answers.mjs'
import { endingWithParent, startChild } from '../../../toolchain/cluster/child.mjs'
import { nginxConfiguration } from '../../../toolchain/cluster/nginx-configuration.mjs'
import { freePorts } from '../../../toolchain/cluster/ports.mjs'
import { apiProcesses, nginxProcess } from '../../../toolchain/cluster/processes.mjs'
import { fromRoot } from '../../../toolchain/paths.mjs'

export const HOST = '127.0.0.1'
export const MAX_UPLOAD_BYTES = 500_000

/** `npm test` names the programs; by hand, those of PATH are used. */
export const PROGRAMS = {
  python: process.env.SERVER_PYTHON ?? fromRoot('.cache/python/server/bin/python'),
  redis: process.env.REDIS_SERVER ?? 'redis-server',
  nginx: process.env.NGINX ?? 'nginx',
}

export async function temporaryFolder(context) {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-test-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** `count` ports that nobody listens on. */
export const somePorts = (count) => freePorts(HOST, count)

/** The environment of an API process with storage of its own; `page` is its folder of pages. */
export async function embeddedService(context) {
  const folder = await temporaryFolder(context)
  const page = join(folder, 'page')
  await mkdir(join(page, 'assets'), { recursive: true })
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Demo</title>')
  return {
    page,
    env: {
      DATA_DIR: join(folder, 'data'),
      STATIC_DIR: page,
      MAX_UPLOAD_BYTES: String(MAX_UPLOAD_BYTES),
    },
  }
}

/** Starts `process` (see processes.mjs of the toolchain); gives it and the lines it prints. */
export async function start(context, { words, ...process }) {
  const lines = []
  const prefix = await endingWithParent()
  const child = startChild({ ...process, words: [...prefix, ...words] }, (line) => lines.push(line))
  context.after(async () => {
    child.kill()
    await child.ended
  })
  return { ...child, lines }
}

/** A real API process at `port`, which answers when this resolves. */
export async function startApi(context, port, env) {
  const [api] = apiProcesses(PROGRAMS.python, [{ host: HOST, port }], env)
  const child = await start(context, api)
  await answering(`${api.url}/healthz`, child)
  return child
}

/**
 * The real nginx in front of `ports`; `change` may alter its configuration. Gives `url`, `folder` and
 * the lines it prints.
 */
export async function startNginx(context, ports, change = (text) => text) {
  const folder = await temporaryFolder(context)
  const [port] = await somePorts(1)
  const path = join(folder, 'nginx.conf')
  const apis = ports.map((api) => ({ host: HOST, port: api }))
  const facts = { listen: { host: HOST, port }, apis, maxUploadBytes: MAX_UPLOAD_BYTES }
  await writeFile(path, change(await nginxConfiguration(facts)))
  const child = await start(context, nginxProcess(PROGRAMS.nginx, folder, path))
  await until(
    () => accepts(port),
    () => false,
  )
  /** Ends it when the requests under way are done and written down. */
  const stop = async () => {
    child.signal('SIGQUIT')
    await child.ended
  }
  return { url: `http://${HOST}:${port}`, port, folder, lines: child.lines, stop }
}

/** True while the process lives; a zombie does not. */
export async function lives(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return stat !== null && !/\) [ZX] /.test(stat)
}

const accepts = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, HOST)
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })

async function answering(url, child) {
  let over = null
  void child.ended.then((how) => (over = how))
  if (
    await until(
      () => answersHttp(url),
      () => over !== null,
    )
  )
    return
  throw new Error(`${url} was expected to answer, it ended with ${over}\n${child.lines.join('\n')}`)
}
