/** What `npm run start:redis` runs once all is built, as a process that can be killed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { HOST, PROGRAMS, somePorts } from './processes.mjs'

const SERVE = new URL('../../../toolchain/cluster/serve.mjs', import.meta.url).href
const ERRORS = new URL('../../../toolchain/run/errors.mjs', import.meta.url).href

/**
 * Starts a run on the folder `dataDir`. Resolves, when it answers, to `{ url, lines, end, pid, pids, signal }`:
 * the lines it printed so far, `end(signal)` to its code, the newest process of a name, and
 * all; `signal(name)` goes to the run itself.
 */
export async function startRun(context, dataDir) {
  const [port] = await somePorts(1)
  const url = `http://${HOST}:${port}`
  const settings = { apiProcesses: 2, workers: 2, dataDir }
  const facts = [PROGRAMS, { host: HOST, port, url }, settings].map((fact) => JSON.stringify(fact))
  const script = `
    import { serveCluster } from '${SERVE}'
    import { runScript } from '${ERRORS}'
    await runScript(() => serveCluster(${facts}))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, JOB_LEASE_SECONDS: '3' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const closed = once(child, 'close')
  const end = async (signal) => {
    child.kill(signal)
    return (await closed)[0]
  }
  context.after(() => end('SIGKILL'))
  const lines = []
  await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        if (line.startsWith('Ctrl-C stops it')) resolve()
      })
    }
    void closed.then(() => reject(new Error(`it was expected to answer:\n${lines.join('\n')}`)))
  })
  const pids = (name) =>
    lines.flatMap((line) => new RegExp(`^· ${name} is process (\\d+)$`).exec(line)?.[1] ?? [])
  const pid = (name) => Number(pids(name).at(-1))
  return { url, lines, end, pids, pid, signal: (name) => child.kill(name) }
}
