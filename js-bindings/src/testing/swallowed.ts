/** What the scripted server has taken and never answers: held until it is given up, or cut. */
export class Swallowed {
  readonly #held = new Set<() => void>()

  /** How many are held. */
  get size(): number {
    return this.#held.size
  }

  /** @param broken called when it is cut */
  add(signal: AbortSignal, broken: () => void): void {
    this.#held.add(broken)
    signal.addEventListener('abort', () => this.#held.delete(broken))
  }

  /** Breaks off all that are held. */
  cut(): void {
    const held = [...this.#held]
    this.#held.clear()
    for (const broken of held) broken()
  }
}
