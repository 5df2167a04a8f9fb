/** Where a run takes place: programs, a folder that is taken away afterwards, facts of the machine. */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { endingWithParent } from '../../toolchain/cluster/child.mjs'
import { fromRoot } from '../../toolchain/paths.mjs'
import { ensurePythonEnvironment } from '../../toolchain/python/environment.mjs'
import { run } from '../../toolchain/run/command.mjs'
import { serverEnvironment } from '../../toolchain/steps/python.mjs'
import { killPrograms } from './server.mjs'

const lock = (name) => fromRoot('toolchain/python', `${name}.lock`)

/** The Python that has the service's packages; $SERVER_PYTHON names another than the project's. */
const servicePython = async () =>
  process.env.SERVER_PYTHON ?? join(await serverEnvironment(), 'python')

/** The Python that has the peer's. */
const peerPython = async () => join(await ensurePythonEnvironment('load', [lock('load')]), 'python')

/** The Python that draws. */
export const plotsPython = async () =>
  join(await ensurePythonEnvironment('plots', [lock('plots')]), 'python')

/**
 * `{ python, peerPython, prefix, folder, leave }`; `leave()` ends what still runs and removes the folder.
 * The end of this process, by whatever signal can be caught, does the same.
 */
export async function takeGround({ withPeer }) {
  const python = await servicePython()
  const ground = {
    python,
    peerPython: withPeer ? await peerPython() : null,
    prefix: await endingWithParent(),
    folder: mkdtempSync(join(tmpdir(), 'transcription-load-')),
    /** Called at the end of this process, for what a scenario has started by itself. */
    atEnd: new Set(),
  }
  const leave = () => {
    killPrograms()
    for (const end of ground.atEnd) end()
    ground.atEnd.clear()
    rmSync(ground.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
  process.on('exit', leave)
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ]) {
    process.on(signal, () => process.exit(128 + number))
  }
  return { ...ground, leave }
}

/** What figures depend on besides the code. */
export async function machine({ python, peerPython }) {
  const versions = async (bin, names) => {
    const script = `import importlib.metadata as m, json, platform, sys
print(json.dumps({"Python": platform.python_version(), **{n: m.version(n) for n in sys.argv[1:]}}))`
    return JSON.parse(await run(bin, ['-c', script, ...names], { stdoutOnly: true }))
  }
  const [{ model }] = cpus()
  const web = ['fastapi', 'starlette', 'uvicorn', 'h11']
  return {
    cores: availableParallelism(),
    processor: model,
    memoryBytes: totalmem(),
    kernel: release(),
    Node: process.version,
    service: await versions(python, [...web, 'pydantic', 'redis']),
    peer: peerPython ? await versions(peerPython, [...web, 'sse-starlette']) : null,
  }
}

/** How many processes want a core, on average over the last minute. */
export const load = () => loadavg()[0]
