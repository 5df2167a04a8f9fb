/** Time that passes when a test says so. */
import { settled } from '../ports/browser-tasks.js'

interface Timer {
  at: number
  run: () => void
}

/** A clock that stands still until it is told to go on. */
export class ManualClock {
  readonly #timers = new Map<symbol, Timer>()
  #origin: number
  #now = 0
  #isAdvancing = false

  /** @param start what the wall clock shows at first: a date, or milliseconds since the Unix epoch */
  constructor(start: Date | number = Date.UTC(2026, 0, 1, 12)) {
    this.#origin = Number(start)
    if (!Number.isFinite(this.#origin)) {
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
    if (Number.isNaN(delayMs)) throw new RangeError('schedule: expected milliseconds, got NaN')
    const id = Symbol('timer')
    this.#timers.set(id, { at: this.#now + Math.max(0, delayMs), run })
    return () => void this.#timers.delete(id)
  }

  /**
   * Lets time pass: each timer runs at its time, and what it sets going comes to its end before the
   * next one. With React, inside `act`: `await act(() => clock.advance(3000))`.
   *
   * @param durationMs at least 0
   * @throws Error, as a rejection, while it is under way already; what a timer throws, too
   */
  async advance(durationMs: number): Promise<void> {
    if (checkedMs('advance', durationMs) < 0) {
      throw new RangeError(`advance: expected milliseconds of at least 0, got ${durationMs}`)
    }
    if (this.#isAdvancing) {
      throw new Error('advance: expected the one before to have come to its end; await it')
    }
    this.#isAdvancing = true
    try {
      await this.#advanceTo(this.#now + durationMs)
    } finally {
      this.#isAdvancing = false
    }
  }

  async #advanceTo(end: number): Promise<void> {
    await settled()
    for (let next = this.#first(end); next !== null; next = this.#first(end)) {
      const [id, { at, run }] = next
      this.#timers.delete(id)
      this.#now = at
      run()
      await settled()
    }
    this.#now = end
  }

  /**
   * The computer sleeps: the wall clock goes on, and nothing else does. A session notices within 5 s
   * after it woke up, or when the page is shown.
   *
   * @param durationMs milliseconds; below 0, the wall clock is set back
   */
  sleep(durationMs: number): void {
    this.#origin += checkedMs('sleep', durationMs)
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

function checkedMs(name: string, durationMs: number): number {
  if (Number.isFinite(durationMs)) return durationMs
  throw new RangeError(`${name}: expected milliseconds, got ${durationMs}`)
}
