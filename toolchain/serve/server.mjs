/** The demo's server as a child process. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fromRoot } from '../paths.mjs'
import { PlainError } from '../run/errors.mjs'
import { serverEnvironment } from '../steps/python.mjs'
import { isLoopback } from './address.mjs'

const GRACE_MS = 10_000
const SAME_REQUEST_MS = 1_000
const POLL_MS = 100

/** The command that runs the server: its environment is installed if missing. */
export async function installedServer() {
  return join(await serverEnvironment(), 'python')
}

/**
 * Runs the server, which prints its address, until it is stopped; says when it answers. SIGINT or SIGTERM end
 * it and are a success; a server that ends by itself is a failure.
 */
export async function serve(python, { host, port, url }) {
  const child = spawn(python, ['-m', 'transcription_service'], {
    cwd: fromRoot('demo-web/server'),
    env: {
      STATIC_DIR: fromRoot('demo-web/dist'),
      PYTHONUNBUFFERED: '1',
      ...demoSettings(host),
      ...process.env,
      HOST: host,
      PORT: String(port),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
    // Its own group: Ctrl-C reaches this process, which passes it on exactly once.
    detached: true,
  })
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(signal ?? `code ${code}`))
  })
  let stopping = false
  let askedAt = 0
  const stop = () => {
    // One Ctrl-C comes twice: from the terminal, and passed on by npm.
    if (stopping) return Date.now() - askedAt > SAME_REQUEST_MS && kill(child)
    stopping = true
    askedAt = Date.now()
    child.kill('SIGTERM')
    setTimeout(kill, GRACE_MS, child).unref()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  process.on('exit', () => kill(child))

  const isOver = () => stopping || child.exitCode !== null || child.signalCode !== null
  await Promise.race([ended, answering(url, isOver)])
  if (!isOver()) console.log('The demo answers. Ctrl-C stops it.')
  const how = await ended
  if (!stopping)
    throw new PlainError(`the server ended by itself with ${how}; its last lines tell why`)
  console.log('stopped')
}

/**
 * What the demo has beyond the service's defaults, where nobody else can come to it: faults on demand,
 * so that its connection inspector has something to show.
 */
const demoSettings = (host) =>
  isLoopback(host) && !process.env.REDIS_URL ? { DEMO_FAULTS: '1' } : {}

/** Ends what is left of the server and of what it started. */
function kill(child) {
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nothing is left.
  }
}

async function answering(url, isOver) {
  while (!isOver()) {
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer?.status === 200) return
    await pause(POLL_MS)
  }
}
