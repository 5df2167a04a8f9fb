/** A source whose code is on its way: idle until then, and no less complete. */
import { IDLE } from './snapshot.js'
import type { Observer, StatusSource } from './source.js'
import type { TranscriptionSnapshot } from './types.js'

export class LateSource implements StatusSource {
  readonly #load: () => Promise<StatusSource>
  readonly #onFinish: () => void
  readonly #waiting = new Set<Observer>()
  #source: StatusSource | null = null

  /**
   * @param load resolves with the source; never rejects
   * @param onFinish called when the last user leaves before that; afterwards the source's own end
   *   counts
   */
  constructor(load: () => Promise<StatusSource>, onFinish: () => void) {
    this.#load = load
    this.#onFinish = onFinish
  }

  getSnapshot(): TranscriptionSnapshot {
    return this.#source?.getSnapshot() ?? IDLE
  }

  acquire(observer: Observer): void {
    if (this.#source !== null) return this.#source.acquire(observer)
    this.#waiting.add(observer)
    if (this.#waiting.size === 1) void this.#start()
  }

  release(observer: Observer, atOnce: boolean): void {
    if (this.#source !== null) return this.#source.release(observer, atOnce)
    if (this.#waiting.delete(observer) && this.#waiting.size === 0) this.#onFinish()
  }

  retry(): void {
    this.#source?.retry()
  }

  async #start(): Promise<void> {
    const source = await this.#load()
    if (this.#source !== null || this.#waiting.size === 0) return
    this.#source = source
    for (const observer of this.#waiting) source.acquire(observer)
  }
}
