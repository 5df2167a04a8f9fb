import { ask, Refused, type Refusal } from './ask'

/** What is known of one question. An answer stays until there is a newer one. */
export interface Asked {
  answer: unknown
  /** When it came, Unix milliseconds. */
  at: number | null
  /** How long it took, milliseconds. */
  tookMs: number
  /** Of the newest asking; null while that is under way. */
  refusal: Refusal | null
  /** Waits for its turn, or for its answer. */
  isWaiting: boolean
  /** The asking that the answer, or the refusal, belongs to. */
  version: string | null
}

/** Whether the key has been shown: a stranger has not, or too long ago. */
export type Access = 'unknown' | 'administrator' | 'stranger'

interface Want {
  name: string
  version: string
  rank: number
  question: () => string
}

const nothing: Asked = {
  answer: null,
  at: null,
  tookMs: 0,
  refusal: null,
  isWaiting: false,
  version: null,
}

/**
 * Asks the service one question at a time, those further up the page first: it answers
 * administrators one by one, and each question keeps one of its processors busy.
 */
export class Questions {
  readonly #asked = new Map<string, Asked>()
  readonly #wanted = new Map<string, Want>()
  readonly #listeners = new Set<() => void>()
  #running: { want: Want; abort: AbortController } | null = null
  #access: Access = 'unknown'

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly asked = (name: string): Asked => this.#asked.get(name) ?? nothing

  readonly isIdle = (): boolean => this.#running === null && this.#wanted.size === 0

  readonly access = (): Access => this.#access

  /**
   * Have an answer to `name` of this `version`, unless there is one or it is under way, and of no
   * other any more; an older version's is kept until then.
   *
   * @param rank whose turn comes first: the least
   * @param question what to ask when its turn has come
   */
  want(name: string, version: string, rank: number, question: () => string): void {
    const isKnown = this.asked(name).version === version
    if (this.#running?.want.name === name) {
      if (this.#running.want.version === version) return
      this.#stop()
    } else if (isKnown && !this.#wanted.has(name)) {
      return
    }
    if (isKnown) {
      this.#wanted.delete(name)
      this.#change(name, { isWaiting: false })
      this.#next()
      return
    }
    this.#wanted.set(name, { name, version, rank, question })
    this.#change(name, { isWaiting: true })
    this.#next()
  }

  /** What has not been asked yet need not be. */
  withdraw(name: string): void {
    if (this.#wanted.delete(name)) this.#change(name, { isWaiting: false })
  }

  /** Ask again what was refused. */
  again(name: string): void {
    this.#change(name, { version: null, refusal: null })
  }

  /** Whoever asks may be another now: nothing is known. */
  forget(): void {
    this.#stop()
    this.#wanted.clear()
    this.#asked.clear()
    this.#access = 'unknown'
    this.#tell()
  }

  /** As `forget`, and nobody is let in. */
  leave(): void {
    this.forget()
    this.#access = 'stranger'
    this.#tell()
  }

  #stop(): void {
    this.#running?.abort.abort()
    this.#running = null
  }

  #next(): void {
    if (this.#running !== null || this.#access === 'stranger') return
    const [want] = [...this.#wanted.values()].sort((one, other) => one.rank - other.rank)
    if (want === undefined) return
    this.#wanted.delete(want.name)
    const running = { want, abort: new AbortController() }
    this.#running = running
    const begin = performance.now()
    const end = (known: Partial<Asked>): void => {
      if (this.#running !== running) return
      this.#running = null
      this.#access = 'administrator'
      this.#change(want.name, { ...known, isWaiting: false, version: want.version })
      this.#next()
    }
    ask(want.question(), running.abort.signal).then(
      (answer) => {
        end({ answer, at: Date.now(), tookMs: performance.now() - begin, refusal: null })
      },
      (thrown: unknown) => {
        const refusal: Refusal = thrown instanceof Refused ? thrown.refusal : { kind: 'unanswered' }
        if (this.#running !== running) return
        if (refusal.kind === 'stranger' || refusal.kind === 'expired') this.leave()
        else end({ refusal })
      },
    )
  }

  #change(name: string, change: Partial<Asked>): void {
    this.#asked.set(name, { ...this.asked(name), ...change })
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** Of this page, for as long as it is open: who comes back from a session finds the figures. */
export const questions = new Questions()
