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
 * interleaved, or stdout alone with `stdoutOnly`. `log` names a file that receives both as they
 * come; `shown` copies it to this program's own output, too. A program that cannot be started is
 * code 127; one that runs for longer than `limitMs` is ended with everything it started and is code
 * 124.
 */
export async function attempt(command, args = [], options = {}) {
  const { cwd, env, log, stdoutOnly, shown, limitMs } = options
  refuseIfInterrupted()
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const chunks = []
  child.stdout.on('data', (chunk) => chunks.push(chunk))
  if (!stdoutOnly) child.stderr.on('data', (chunk) => chunks.push(chunk))
  if (log) copyTo(log, child)
  if (shown) child.stdout.pipe(process.stdout, { end: false })
  if (shown) child.stderr.pipe(process.stderr, { end: false })
  const { code, note } = await ending(child, command, limitMs)
  refuseIfInterrupted()
  return { code, output: Buffer.concat(chunks).toString('utf8') + note }
}

function refuseIfInterrupted() {
  if (interrupted) throw new PlainError(`stopped by ${interrupted}`)
}

function copyTo(log, child) {
  const file = createWriteStream(log, { flags: 'a' })
  child.stdout.on('data', (chunk) => file.write(chunk))
  child.stderr.on('data', (chunk) => file.write(chunk))
  child.on('close', () => file.end())
}

/** How `child` ended: its code, and a line about it where the code alone does not tell. */
function ending(child, command, limitMs) {
  return new Promise((resolve) => {
    let late = false
    const endLate = () => {
      late = true
      signalGroup(child, 'SIGKILL')
    }
    const timer = limitMs === undefined ? undefined : setTimeout(endLate, limitMs)
    const settle = (code, note = '') => {
      clearTimeout(timer)
      running.delete(child)
      resolve({ code, note })
    }
    child.on('spawn', () => running.add(child))
    child.on('error', (error) => settle(127, `${command}: ${error.message}\n`))
    child.on('close', (code, signal) => {
      if (late) settle(124, `${command} did not end within ${limitMs / 1000} s and was ended\n`)
      else settle(code ?? 128, signal ? `${command} was ended by ${signal}\n` : '')
    })
  })
}

/** Like `attempt`, but a code other than 0 is a PlainError that shows the end of the output. */
export async function run(command, args = [], options = {}) {
  const result = await attempt(command, args, options)
  if (result.code === 0) return result.output
  const tail = lastLines(result.output, 40)
  throw new PlainError(`'${[command, ...args].join(' ')}' ended with code ${result.code}\n${tail}`)
}

const lastLines = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n')
