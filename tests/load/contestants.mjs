/** The service, and the peer that it is compared with, each in a process of its own. */
import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { fromRoot } from '../../toolchain/paths.mjs'
import { Audience } from './client/audience.mjs'
import { startProgram } from './server.mjs'

/** Where one user, or one address, would be limited before the service is. */
export const RAISED = {
  STREAMS_PER_USER: '100000',
  STREAMS_IN_ALL: '100000',
  REQUESTS_PER_MINUTE: '1000000',
}

/** The real service with its embedded bus. `ground` is where a run takes place: see ground.mjs. */
export async function startService(ground) {
  const folder = await mkdtemp(join(ground.folder, 'service-'))
  const page = join(folder, 'page')
  await mkdir(page)
  return contestant('ours', {
    python: ground.python,
    program: 'embedded.py',
    prefix: ground.prefix,
    env: {
      PYTHONPATH: fromRoot('demo-web/server'),
      DATA_DIR: join(folder, 'data'),
      STATIC_DIR: page,
      PORT: '0',
      ...RAISED,
    },
    // Connections are logged, as ever.
    log: join(folder, 'service.log'),
  })
}

/** The service's server without its application: `{ port, stop }`. */
export async function startBare({ python, prefix }) {
  const { hello, stop } = await startProgram({ python, program: 'bare.py', prefix, env: {} })
  return { port: hello.port, stop }
}

/** FastAPI with sse-starlette. */
export const startPeer = (ground) =>
  contestant('peer', {
    python: ground.peerPython,
    program: 'peer.py',
    prefix: ground.prefix,
    env: {},
  })

/** Those of `names` (`ours`, `peer`) that `ground` has. */
export async function startContestants(ground) {
  const starts = ground.peerPython ? [startService, startPeer] : [startService]
  const contestants = []
  for (const start of starts) contestants.push(await start(ground))
  return contestants
}

/** Those of a round, so that each goes first as often as the other. */
export const inTurn = (contestants, round) =>
  round % 2 === 0 ? contestants : contestants.toReversed()

async function contestant(name, facts) {
  const program = await startProgram(facts)
  const { port } = program.hello
  await (await fetch(`http://127.0.0.1:${port}/healthz`)).arrayBuffer()
  const audience = new Audience(port)
  return {
    name,
    port,
    audience,
    pid: program.pid,
    ask: program.ask,
    async stop() {
      audience.close()
      await program.stop()
    },
  }
}
