/** A session whose one connection is shared by all tabs that follow it. */
import type { Core } from '../core/core.js'
import type { Ports } from '../ports/ports.js'
import type { PageChange, TabPorts } from '../ports/tabs.js'
import type { Presenter, presenterOf } from '../presenter.js'
import type { Observer, StatusSource } from '../source.js'
import type { Decision, Diagnostic, TranscriptionSnapshot } from '../types.js'
import type { OpenStore } from './leader.js'
import { Membership } from './membership.js'
import { nameOf } from './messages.js'
import { isUrgent, succeeding } from './succession.js'

/**
 * All that a shared session consists of. What every app has downloaded anyway is given, not
 * imported: so it stays in one file with the rest of the app.
 */
export interface SharedParts {
  /** Tabs with equal keys share. */
  key: string
  presenterOf: typeof presenterOf
  /** How long the session is kept after its last user has left; undefined: the core's default. */
  lingerMs: number | undefined
  ports: Ports
  tabs: TabPorts
  loadCore: () => Promise<Core>
  openStore: OpenStore
  /** Called when the session has no users in this tab and holds nothing any more. */
  onFinish: () => void
}

export class SharedSource implements StatusSource {
  readonly #parts: SharedParts
  readonly #presenter: Presenter
  #newest: TranscriptionSnapshot
  /** Null while the page is away: then the lock is another tab's. */
  #membership: Membership | null = null
  #stopWatching: (() => void) | null = null
  // Nothing is lost by leaving at once before the core is there.
  #lingerMs = 0
  #cancelGrace: () => void = () => undefined

  constructor(parts: SharedParts) {
    this.#parts = parts
    this.#presenter = parts.presenterOf(parts.ports, () => this.#newest)
    this.#newest = this.#presenter.getSnapshot()
    this.#lingerMs = parts.lingerMs ?? 0
  }

  getSnapshot(): TranscriptionSnapshot {
    return this.#presenter.getSnapshot()
  }

  acquire(observer: Observer): void {
    this.#cancelGrace()
    this.#presenter.observers.add(observer)
    if (this.#stopWatching === null) this.#begin()
  }

  release(observer: Observer, atOnce: boolean): void {
    const { observers } = this.#presenter
    if (!observers.delete(observer) || observers.size > 0) return
    this.#cancelGrace()
    if (atOnce) this.#finish()
    else this.#cancelGrace = this.#parts.ports.schedule(this.#lingerMs, () => this.#finish())
  }

  retry(): void {
    this.#membership?.retry()
  }

  #begin(): void {
    this.#stopWatching = this.#parts.tabs.watchPage((change) => this.#meet(change))
    void this.#prepare()
    this.#join()
  }

  /** A follower has the core at hand too: it may have to lead at once, on a network that is slow. */
  async #prepare(): Promise<void> {
    const [loaded] = await Promise.allSettled([this.#parts.loadCore()])
    // A leader's store says what is wrong with a core that cannot be loaded.
    if (loaded.status === 'rejected') return
    this.#lingerMs = this.#parts.lingerMs ?? loaded.value.defaultPolicy().lingerMs
  }

  #meet(change: PageChange): void {
    switch (change) {
      case 'away':
        return this.#leave()
      case 'back':
        return this.#join()
      case 'visible':
      case 'hidden':
        return this.#membership?.look()
    }
  }

  #join(): void {
    // A page comes back from its first loading too.
    if (this.#membership !== null) return
    const { key, ports, tabs, openStore } = this.#parts
    const stage = {
      getNewest: () => this.#newest,
      show: (snapshot: TranscriptionSnapshot) => this.#show(snapshot),
      diagnose: (diagnostic: Diagnostic) => this.#presenter.tell('onDiagnostic', diagnostic),
      decisions: () =>
        this.#presenter.hears('onDecision')
          ? (decision: Decision) => this.#presenter.tell('onDecision', decision)
          : undefined,
      credentials: this.#presenter.credentials,
    }
    this.#membership = new Membership({ name: nameOf(key), ports, tabs, stage, openStore })
  }

  #leave(): void {
    this.#membership?.leave()
    this.#membership = null
  }

  #finish(): void {
    this.#leave()
    this.#stopWatching?.()
    this.#stopWatching = null
    this.#presenter.stop()
    this.#parts.onFinish()
  }

  #show(next: TranscriptionSnapshot): void {
    const urgent = isUrgent(this.#newest, next)
    this.#newest = succeeding(this.#newest, next)
    this.#presenter.publish(urgent)
  }
}
