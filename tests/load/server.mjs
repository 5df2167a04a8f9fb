/** A program under load: starts it, gives it orders, ends it. See servers/orders.py. */
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { resolve as resolvePath } from 'node:path'
import { createInterface } from 'node:readline'
import { fromRoot } from '../../toolchain/paths.mjs'
import { PlainError } from '../../toolchain/run/errors.mjs'

/** Characters of a log that are shown when its program has failed. */
const LAST_WORDS = 2_000

const running = new Set()

/** Ends every program at once; for the end of this process. */
export const killPrograms = () => {
  for (const child of running) child.kill('SIGKILL')
}

/**
 * Starts `program`, of servers/ or by its whole path, with `python`. Gives `{ pid, hello, ask, stop }`: `hello` is what it said first,
 * `ask(order, facts)` resolves to its answer, `stop()` when it has ended. What it says on standard error goes
 * to the file `log`, or where this process's goes.
 */
export async function startProgram({ python, program, env, prefix = [], log = null }) {
  const words = [...prefix, python, resolvePath(fromRoot('tests/load/servers'), program)]
  const errors = log === null ? 'inherit' : openSync(log, 'a')
  const child = spawn(words[0], words.slice(1), {
    env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: '1', ...env },
    stdio: ['pipe', 'pipe', errors],
    // Its own group: Ctrl-C reaches this process only, which ends it.
    detached: true,
  })
  if (log !== null) closeSync(errors)
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
    const said = log === null ? '' : `:\n${readFileSync(log, 'utf8').slice(-LAST_WORDS)}`
    const error = new PlainError(`${program} has ended with code ${code}${said}`)
    for (const { reject } of asked.values()) reject(error)
    throw error
  })
  // Told to whoever waits for an answer; where nobody does, the program has ended as it was asked to.
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
