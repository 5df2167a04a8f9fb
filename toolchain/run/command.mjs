/** Runs other programs; none of them outlives this process. */
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { PlainError } from './errors.mjs'

const running = new Set()
let interrupted = null

/** The signal that ended the work (`SIGINT`, `SIGTERM`), or null. */
export const interruptedBy = () => interrupted

/**
 * Ends every running child when this process is asked to stop.
 * Children lead their own process group, so what they started ends with them.
 */
function stopChildren(signal) {
  interrupted = signal
  for (const child of running) signalGroup(child, signal)
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stopChildren)
process.on('exit', () => {
  for (const child of running) signalGroup(child, 'SIGKILL')
})

/**
 * Starts `command` and resolves, when it ended, to `{ code, output }`; output is stdout and stderr
 * interleaved, or stdout alone with `stdoutOnly`. `log` names a file that receives everything as it
 * comes; `show` passes it on to this terminal. `onStart` gets the child.
 * A program that cannot be started is code 127; one that runs for longer than `limitMs` is ended and
 * is code 124.
 */
export function attempt(command, args = [], { cwd, env, log, show, stdoutOnly, limitMs } = {}) {
  return new Promise((resolve, reject) => {
    if (interrupted) return reject(new PlainError(`stopped by ${interrupted}`))
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const file = log && createWriteStream(log, { flags: 'a' })
    const chunks = []
    const receive = (isStdout) => (chunk) => {
      if (isStdout || !stdoutOnly) chunks.push(chunk)
      file?.write(chunk)
      if (show) (isStdout ? process.stdout : process.stderr).write(chunk)
    }
    child.stdout.on('data', receive(true))
    child.stderr.on('data', receive(false))
    let timer = null
    let late = false
    const finish = (code, extra = '') => {
      clearTimeout(timer)
      running.delete(child)
      file?.end()
      if (interrupted) return reject(new PlainError(`stopped by ${interrupted}`))
      resolve({ code, output: Buffer.concat(chunks).toString('utf8') + extra })
    }
    child.on('spawn', () => {
      running.add(child)
      if (limitMs !== undefined) timer = setTimeout(endLate, limitMs)
    })
    child.on('error', (error) => finish(127, `${command}: ${error.message}\n`))
    const endLate = () => {
      late = true
      signalGroup(child, 'SIGKILL')
    }
    child.on('close', (code, signal) => {
      if (late) finish(124, `${command} did not end within ${limitMs / 1000} s and was ended\n`)
      else finish(code ?? 128, signal ? `ended by ${signal}\n` : '')
    })
  })
}

/** Like `attempt`, but a code other than 0 is a PlainError that shows the end of the output. */
export async function run(command, args = [], options = {}) {
  const result = await attempt(command, args, options)
  if (result.code === 0) return result.output
  const tail = options.show ? '' : `\n${lastLines(result.output, 40)}`
  throw new PlainError(`'${[command, ...args].join(' ')}' ended with code ${result.code}${tail}`)
}

const lastLines = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n')
