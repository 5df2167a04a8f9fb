/** A program under load: starts it, gives it orders, ends it. See servers/orders.py. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fromRoot } from '../../toolchain/paths.mjs'
import { PlainError } from '../../toolchain/run/errors.mjs'

const running = new Set()

/** Ends every program at once; for the end of this process. */
export const killPrograms = () => {
  for (const child of running) child.kill('SIGKILL')
}

/**
 * Starts `program` of servers/ with `python`. Gives `{ pid, hello, ask, stop }`: `hello` is what it said first,
 * `ask(order, facts)` resolves to its answer, `stop()` when it has ended.
 */
export async function startProgram({ python, program, env, prefix = [] }) {
  const words = [...prefix, python, fromRoot('tests/load/servers', program)]
  const child = spawn(words[0], words.slice(1), {
    env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: '1', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
    // Its own group: Ctrl-C reaches this process only, which ends it.
    detached: true,
  })
  running.add(child)
  const exit = new Promise((resolve) => child.once('exit', resolve))
  void exit.then(() => running.delete(child))
  const asked = new Map()
  const lines = createInterface({ input: child.stdout })
  const hello = new Promise((resolve) => lines.once('line', (line) => resolve(JSON.parse(line))))
  lines.on('line', (line) => {
    const { id, gives, fails } = JSON.parse(line)
    const { resolve, reject } = asked.get(id) ?? {}
    asked.delete(id)
    if (fails) reject?.(new Error(`${program}: ${fails}`))
    else resolve?.(gives)
  })
  const lost = exit.then((code) => {
    const error = new PlainError(`${program} has ended with code ${code}`)
    for (const { reject } of asked.values()) reject(error)
    throw error
  })
  lost.catch(() => {})
  let count = 0
  return {
    pid: child.pid,
    hello: await Promise.race([hello, lost]),
    ask(order, facts = {}) {
      const id = (count += 1)
      return new Promise((resolve, reject) => {
        asked.set(id, { resolve, reject })
        child.stdin.write(`${JSON.stringify({ id, do: order, with: facts })}\n`)
      })
    },
    async stop() {
      child.stdin.end()
      await exit
    },
  }
}
