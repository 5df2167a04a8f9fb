/**
 * One session's shell: tells the core what happens and has carried out what it decides. It decides
 * nothing itself.
 */
import type { Core, CoreEffect, CoreEnvironment, CoreEvent, Fact, Policy } from './core/core.js'
import type { decisionOf } from './decisions.js'
import type { Errands } from './errands.js'
import { errandsFor } from './errands.js'
import { diagnosticOf } from './errors.js'
import type { Settings } from './options.js'
import type { Ports } from './ports/ports.js'
import type { Presenter } from './presenter.js'
import { presenterOf } from './presenter.js'
import { IDLE, SnapshotReader, withoutCore } from './snapshot.js'
import type { Observer, StatusSource } from './source.js'
import type { Occasion, Telemetry } from './telemetry.js'
import type { Diagnostic, TranscriptionSnapshot } from './types.js'

/** A session of the core, from the moment the core is there. */
interface Session {
  core: Core
  handle: number
  policy: Policy
  environment: CoreEnvironment
}

export class Store implements StatusSource {
  readonly #settings: Settings
  readonly #ports: Ports
  readonly #loadCore: () => Promise<Core>
  readonly #onFinish: () => void
  readonly #known: string

  readonly #presenter: Presenter
  readonly #errands: Errands
  readonly #queue: Fact[] = []
  #reader = new SnapshotReader()
  #session: Session | null = null
  #telemetry: Promise<Telemetry | null> | null = null
  #decisions?: Promise<{ decisionOf: typeof decisionOf }> | undefined
  #isLoading = false
  #isRunning = false
  #isFinished = false
  #cancelTimer: () => void = () => undefined
  /** When the timer is due, or sooner than anything is. */
  #armedFor = Infinity
  #stopWatching: () => void = () => undefined

  /**
   * @param onFinish called once, when the session has no users and holds nothing any more
   * @param known JSON of a status that is known already, from another tab that followed the session
   */
  constructor(
    settings: Settings,
    ports: Ports,
    loadCore: () => Promise<Core>,
    onFinish: () => void,
    known = '',
  ) {
    this.#settings = settings
    this.#ports = ports
    this.#loadCore = loadCore
    this.#onFinish = onFinish
    this.#known = known
    this.#presenter = presenterOf(ports, () => this.#read())
    const sender = {
      credentials: this.#presenter.credentials,
      hear: (event: CoreEvent) => this.#dispatch(event),
      complain: (diagnostic: Diagnostic) => this.#complain(diagnostic),
    }
    this.#errands = errandsFor(sender, settings, ports)
  }

  /** What was shown last; in a burst, the core may be a frame ahead. */
  getSnapshot(): TranscriptionSnapshot {
    return this.#presenter.getSnapshot()
  }

  /** Makes `observer` a user of the session; the first one starts it. */
  acquire(observer: Observer): void {
    this.#presenter.observers.add(observer)
    this.#begin('acquire')
  }

  /** Ends the use. The last user's leaving ends the session: at once, or after a short grace. */
  release(observer: Observer, atOnce: boolean): void {
    const { observers } = this.#presenter
    if (!observers.delete(observer) || observers.size > 0) return
    if (this.#session !== null) this.#dispatch({ type: atOnce ? 'dispose' : 'release' })
    // While the core is on its way, #load finds out when it is there.
    else if (atOnce || !this.#isLoading) this.#finish()
    else this.#errands.settle()
  }

  /** Starts anew with a full budget; loads the core again where that has failed. */
  retry(): void {
    this.#errands.forget()
    this.#begin('retry')
  }

  /** Tells the core, or has it loaded. */
  #begin(type: 'acquire' | 'retry'): void {
    if (this.#session !== null) this.#dispatch({ type })
    else void this.#load()
  }

  async #load(): Promise<void> {
    if (this.#isLoading || this.#isFinished) return
    this.#isLoading = true
    const loading = Promise.allSettled([this.#loadCore()])
    // StrictMode's user leaves and comes back in the same moment.
    await Promise.resolve()
    if (this.#presenter.observers.size > 0 && this.#known === '') this.#errands.begin()
    const [loaded] = await loading
    this.#isLoading = false
    // Users may have left, or the client been disposed, while the core was on its way.
    if (this.#presenter.observers.size === 0) this.#finish()
    else if (loaded.status === 'fulfilled') return this.#start(loaded.value)
    else this.#presenter.show(withoutCore(loaded.reason))
    this.#errands.settle()
  }

  #start(core: Core): void {
    const { transport, sessionId, telemetryUrl, canRenew } = this.#settings
    const ports = this.#ports
    const policy = { ...core.defaultPolicy(), ...this.#settings.policy }
    const handle = core.openSession(policy, ports.seed())
    this.#telemetry =
      telemetryUrl === undefined
        ? null
        : import('./telemetry.js')
            .then(({ beginTelemetry }) => beginTelemetry(sessionId, telemetryUrl, ports))
            // It may not be had (an ad blocker, a deployment): the session goes on without.
            .catch(() => null)
    this.#stopWatching = ports.watchEnvironment((change) => {
      this.#dispatch(change)
      this.#tellServer(change.type)
    })
    const environment = {
      transport,
      canStream: ports.canStream(transport === 'fetch'),
      online: ports.isOnline(),
      visible: ports.isVisible(),
      canRenew,
    }
    this.#session = { core, handle, policy, environment }
    this.#dispatch({ type: 'start' })
    this.#errands.settle()
  }

  /** Run to completion: what happens while effects are carried out waits for its turn. */
  #dispatch(fact: Fact): void {
    this.#queue.push(fact)
    if (this.#isRunning) return
    this.#isRunning = true
    try {
      for (let next; (next = this.#queue.shift()) !== undefined;) {
        const session = this.#session
        if (session === null) continue
        for (const effect of this.#decide(next, session)) this.#carryOut(effect, session)
      }
    } finally {
      this.#isRunning = false
      this.#armTimer()
    }
  }

  #decide(fact: Fact, { core, handle, environment }: Session): CoreEffect[] {
    const before = this.#presenter.hears('onDecision') ? this.#read() : null
    const now = this.#ports.now()
    const effects =
      fact.type === 'start'
        ? core.start(handle, environment, this.#known, now)
        : core.dispatch(handle, fact, now)
    if (before !== null) {
      const decided = [this.#ports.wallClock(), fact, effects, before, this.#read()] as const
      void (this.#decisions ??= import('./decisions.js')).then(
        ({ decisionOf }) => this.#presenter.tell('onDecision', decisionOf(...decided)),
        // The next decision tries again.
        () => (this.#decisions = undefined),
      )
    }
    return effects
  }

  #carryOut(effect: CoreEffect, { policy }: Session): void {
    switch (effect.type) {
      case 'open-stream':
        return this.#errands.openStream(effect.generation, effect.text)
      case 'request-status':
        return this.#errands.requestStatus(effect.generation, policy.maxFrameBytes)
      case 'close-stream':
      case 'cancel-request':
        return this.#errands.end(effect.generation)
      case 'renew-credentials':
        return this.#errands.renew()
      case 'publish':
        this.#presenter.publish(effect.urgent)
        if (effect.urgent) this.#tellServer('publish')
        return
      case 'finish':
        return this.#finish()
      case 'report':
        return this.#report(effect)
    }
  }

  /**
   * Each update puts the deadline off. A timer that is set then comes too early, and is set again when
   * it does: once, instead of with each update.
   */
  #armTimer(): void {
    const deadline = this.#deadline()
    if (this.#armedFor <= deadline && deadline < Infinity) return
    this.#cancelTimer()
    this.#armedFor = deadline
    if (deadline === Infinity) return
    this.#cancelTimer = this.#ports.schedule(deadline - this.#ports.now(), () => {
      this.#armedFor = Infinity
      if (this.#deadline() > this.#ports.now()) this.#armTimer()
      else this.#dispatch({ type: 'tick' })
    })
  }

  #deadline(): number {
    return this.#session?.core.nextDeadline(this.#session.handle) ?? Infinity
  }

  #read(): TranscriptionSnapshot {
    if (this.#session === null) return this.getSnapshot()
    const { core, handle } = this.#session
    const now = this.#ports.now()
    return this.#reader.read(core.snapshot(handle, now), this.#ports.wallClock() - now)
  }

  #tellServer(occasion: Occasion): void {
    if (this.#telemetry === null) return
    const snapshot = this.#read()
    void this.#telemetry.then((telemetry) => telemetry?.note(occasion, snapshot))
  }

  #report({ complaint, text }: CoreEffect): void {
    if (complaint !== 'none') this.#complain(diagnosticOf(complaint, text))
  }

  #complain(diagnostic: Diagnostic): void {
    this.#presenter.tell('onDiagnostic', diagnostic)
  }

  #finish(): void {
    if (this.#isFinished) return
    this.#cancelTimer()
    this.#errands.settle()
    this.#stopWatching()
    this.#presenter.stop()
    this.#tellServer('finish')
    this.#queue.length = 0
    this.#session?.core.closeSession(this.#session.handle)
    this.#session = null
    this.#reader = new SnapshotReader()
    if (this.#presenter.observers.size > 0) {
      // Someone came while the end was on its way: for them it is a beginning.
      this.#presenter.show(IDLE)
      void this.#load()
      return
    }
    this.#isFinished = true
    this.#onFinish()
  }
}
