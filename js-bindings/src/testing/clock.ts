/** Time that passes when a test says so. */
import { settled } from '../ports/browser-tasks.js'

/** Until a frame is painted, milliseconds. */
const FRAME_MS = 16

interface Timer {
  at: number
  run: () => void
}

/** A clock that stands still until it is told to go on. */
export class ManualClock {
  readonly #timers = new Map<symbol, Timer>()
  #origin: number
  #now = 0

  /** @param start what the wall clock shows at first: a date, or milliseconds since the Unix epoch */
  constructor(start: Date | number = Date.UTC(2026, 0, 1, 12)) {
    this.#origin = Number(start)
    if (Number.isNaN(this.#origin)) {
      throw new RangeError(`start: expected a date or milliseconds, got ${String(start)}`)
    }
  }

  /** Milliseconds that have passed since the beginning. */
  get now(): number {
    return this.#now
  }

  /** Milliseconds since the Unix epoch. */
  get wallClock(): number {
    return this.#origin + this.#now
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.size
  }

  /** Calls `run` once when `delayMs` have passed; returns what cancels it. */
  schedule = (delayMs: number, run: () => void): (() => void) => {
    const id = Symbol('timer')
    this.#timers.set(id, { at: this.#now + Math.max(0, delayMs), run })
    return () => void this.#timers.delete(id)
  }

  /** Calls `run` once before the next frame; returns what cancels it. */
  frame = (run: () => void): (() => void) => this.schedule(FRAME_MS, run)

  /**
   * Lets time pass: each timer runs at its time, and what it sets going comes to its end before the
   * next one. With React, inside `act`: `await act(() => clock.advance(3000))`.
   *
   * @param durationMs at least 0
   */
  async advance(durationMs: number): Promise<void> {
    // Written so that NaN fails.
    if (!(durationMs >= 0)) {
      throw new RangeError(`advance: expected milliseconds of at least 0, got ${durationMs}`)
    }
    const end = this.#now + durationMs
    await settled()
    for (let next = this.#first(end); next !== null; next = this.#first(end)) {
      const [id, { at, run }] = next
      this.#timers.delete(id)
      this.#now = Math.max(this.#now, at)
      run()
      await settled()
    }
    this.#now = end
  }

  /**
   * The computer sleeps: the wall clock goes on, and nothing else does.
   *
   * @param durationMs milliseconds
   */
  sleep(durationMs: number): void {
    this.#origin += durationMs
  }

  /** The timer that is due first, of those due by `end`. */
  #first(end: number): [symbol, Timer] | null {
    let first: [symbol, Timer] | null = null
    for (const timer of this.#timers) {
      if (timer[1].at <= end && (first === null || timer[1].at < first[1].at)) first = timer
    }
    return first
  }
}
