/**
 * Timers that a tab in front can run for one behind. Browsers slow a hidden page's timers down to
 * one a minute (Chromium: intensive throttling after five minutes), but never its messages.
 */
import type { Ports } from '../ports/ports.js'

interface Timer {
  at: number
  run: () => void
}

export class LentClock {
  readonly #ports: Pick<Ports, 'now' | 'schedule'>
  readonly #timers = new Set<Timer>()

  constructor(ports: Pick<Ports, 'now' | 'schedule'>) {
    this.#ports = ports
  }

  /** Like the port of this name; runs by itself too. */
  schedule = (delayMs: number, run: () => void): (() => void) => {
    const cancel = this.#ports.schedule(delayMs, () => timer.run())
    const end = (): void => {
      this.#timers.delete(timer)
      cancel()
    }
    const timer: Timer = {
      at: this.#ports.now() + delayMs,
      run: () => {
        end()
        run()
      },
    }
    this.#timers.add(timer)
    return end
  }

  /** Runs what is due and has not been run. */
  catchUp(): void {
    const now = this.#ports.now()
    for (const timer of [...this.#timers]) {
      if (timer.at <= now && this.#timers.has(timer)) timer.run()
    }
  }
}
