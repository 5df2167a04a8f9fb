/** Keeps one process alive: starts it, starts it again when it dies, ends it when it is told to. */
import { restartPolicy } from './restart-policy.mjs'

/** The system's clock; tests give another. */
export const SYSTEM_CLOCK = {
  now: () => performance.now(),
  /** Calls `act` after `ms`; gives back what cancels that. */
  after(ms, act) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}

export class Keeper {
  #start
  #print
  #clock
  #onGivenUp
  #stopSignal
  #graceMs
  #pauseAfter = restartPolicy()
  #wanted = false
  #running = null
  /** The process that is being ended: its death is no accident. */
  #asked = null
  #cancelRestart = () => {}

  /**
   * `start()` starts the process and gives `{ pid, ended, signal, kill }`, `ended` being a promise of
   * how it ended. `onGivenUp` is told in a sentence when the process dies again and again.
   * `stopSignal` asks it to end; after `graceMs` it is killed.
   */
  constructor(name, { start, print, onGivenUp, stopSignal, graceMs, clock = SYSTEM_CLOCK }) {
    this.name = name
    this.#start = start
    this.#print = print
    this.#onGivenUp = onGivenUp
    this.#stopSignal = stopSignal
    this.#graceMs = graceMs
    this.#clock = clock
  }

  start() {
    this.#wanted = true
    this.#launch()
  }

  /** Ends the process and starts it anew; one that is dead will be started again anyway. */
  async restart() {
    if (!this.#running) return
    await this.#end(this.#running)
    if (this.#wanted) this.#launch()
  }

  /** Resolves when the process is gone and will not come back. */
  async stop() {
    this.#wanted = false
    this.#cancelRestart()
    if (this.#running) await this.#end(this.#running)
  }

  /** At once, without a chance to end well. */
  kill() {
    this.#wanted = false
    this.#cancelRestart()
    this.#running?.kill()
  }

  #launch() {
    const child = this.#start()
    const since = this.#clock.now()
    this.#running = child
    this.#print(`· ${this.name} is process ${child.pid}`)
    void child.ended.then((how) => this.#onEnd(child, how, this.#clock.now() - since))
  }

  #onEnd(child, how, livedMs) {
    this.#running = null
    if (child === this.#asked || !this.#wanted) return
    const what = `${this.name} (process ${child.pid}) ended with ${how}`
    const pauseMs = this.#pauseAfter(livedMs)
    if (pauseMs === null) {
      this.#wanted = false
      this.#onGivenUp(`${what}, as it did each time it was started; its last lines tell why`)
      return
    }
    this.#print(`✗ ${what}; it is started again in ${pauseMs / 1000} s`)
    this.#cancelRestart = this.#clock.after(pauseMs, () => this.#launch())
  }

  async #end(child) {
    this.#asked = child
    child.signal(this.#stopSignal)
    const cancelKill = this.#clock.after(this.#graceMs, () => {
      this.#print(`✗ ${this.name} does not end within ${this.#graceMs / 1000} s and is killed`)
      child.kill()
    })
    await child.ended
    cancelKill()
    this.#print(`· ${this.name} ended`)
  }
}
