/** A process with its output under its name, that ends when this one does, however that ends. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { onPath } from '../run/lookup.mjs'

/**
 * The words that start a program so that the kernel asks it to end when its parent dies, even by
 * SIGKILL; none where util-linux is missing.
 */
export async function endingWithParent(env = process.env) {
  const setpriv = await onPath(['setpriv'], env.PATH)
  return setpriv ? [setpriv, '--pdeathsig', 'TERM', '--'] : []
}

/**
 * Starts `words` (a program and its arguments). Each line of output goes to `print` behind the name.
 * Gives `{ pid, ended, signal, kill }`; `ended` resolves to how it ended: `code 1`, `SIGKILL`, or
 * why it could not be started.
 */
export function startChild({ name, words: [command, ...args], cwd, env }, print) {
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own group: Ctrl-C reaches this process only, which ends the others in their order.
    detached: true,
  })
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => print(`${name} | ${line}`))
  }
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signal) => {
      // nginx's workers go on without their master, and keep its port.
      signalGroup(child, 'SIGKILL')
      resolve(signal ?? `code ${code}`)
    })
  })
  return {
    pid: child.pid,
    ended,
    signal: (signal) => child.kill(signal),
    kill: () => signalGroup(child, 'SIGKILL'),
  }
}

function signalGroup(child, signal) {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}
