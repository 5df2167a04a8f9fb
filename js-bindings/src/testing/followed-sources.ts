import type { Observer, StatusSource } from '../source.js'

/** The sessions of a world: it sees who follows them, and so can end them all. */
export class FollowedSources extends Map<string, StatusSource> {
  readonly #users = new Map<Observer, StatusSource>()

  /** Keeps `source` under `key`, behind one that notes its users. */
  override set(key: string, source: StatusSource): this {
    return super.set(key, {
      getSnapshot: () => source.getSnapshot(),
      acquire: (observer) => {
        this.#users.set(observer, source)
        source.acquire(observer)
      },
      release: (observer, atOnce) => {
        this.#users.delete(observer)
        source.release(observer, atOnce)
      },
      retry: () => source.retry(),
    })
  }

  /** Takes their users away from all sessions, which end at once. */
  end(): void {
    for (const [observer, source] of this.#users) source.release(observer, true)
    this.#users.clear()
  }
}
