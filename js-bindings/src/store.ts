/**
 * One session's shell: tells the core what happens and carries out what it decides. It decides
 * nothing itself.
 */
import type { Core, CoreEffect, CoreEvent, Policy } from './core/core.js'
import { recordOf } from './core/core.js'
import { diagnosticOf } from './errors.js'
import type { Settings } from './options.js'
import type { Ports } from './ports/ports.js'
import { IDLE, SnapshotReader, withoutCore } from './snapshot.js'
import type { Observer, StatusSource } from './source.js'
import type { TranscriptionSnapshot } from './types.js'

/** A session of the core, from the moment the core is there. */
interface Session {
  core: Core
  handle: number
  policy: Policy
}

/** Something to tell the core. */
type Step = (session: Session, now: number) => CoreEffect[]

export class Store implements StatusSource {
  readonly #settings: Settings
  readonly #ports: Ports
  readonly #loadCore: () => Promise<Core>
  readonly #onFinish: () => void
  readonly #known: string

  readonly #observers = new Set<Observer>()
  readonly #streams = new Map<number, () => void>()
  readonly #requests = new Map<number, AbortController>()
  readonly #queue: Step[] = []
  #reader = new SnapshotReader()
  #snapshot: TranscriptionSnapshot = IDLE
  #session: Session | null = null
  #isLoading = false
  #isRunning = false
  #isFinished = false
  #cancelTimer: () => void = () => undefined
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
  }

  getSnapshot(): TranscriptionSnapshot {
    return this.#snapshot
  }

  /** Makes `observer` a user of the session; the first one starts it. */
  acquire(observer: Observer): void {
    this.#observers.add(observer)
    if (this.#session !== null) this.#dispatch({ type: 'acquire' })
    else void this.#load()
  }

  /** Ends the use. The last user's leaving ends the session: at once, or after a short grace. */
  release(observer: Observer, atOnce: boolean): void {
    if (!this.#observers.delete(observer) || this.#observers.size > 0) return
    if (this.#session !== null) this.#dispatch({ type: atOnce ? 'dispose' : 'release' })
    // While the core is on its way, #load finds out when it is there.
    else if (atOnce || !this.#isLoading) this.#finish()
  }

  /** Starts anew with a full budget; loads the core again where that has failed. */
  retry(): void {
    if (this.#session !== null) this.#dispatch({ type: 'retry' })
    else void this.#load()
  }

  async #load(): Promise<void> {
    if (this.#isLoading || this.#isFinished) return
    this.#isLoading = true
    const [loaded] = await Promise.allSettled([this.#loadCore()])
    this.#isLoading = false
    // Users may have left, or the client been disposed, while the core was on its way.
    if (this.#observers.size === 0) this.#finish()
    else if (loaded.status === 'rejected') this.#show(withoutCore(loaded.reason))
    else this.#start(loaded.value)
  }

  #start(core: Core): void {
    const { transport } = this.#settings
    const policy = { ...core.defaultPolicy(), ...this.#settings.policy }
    const handle = core.openSession(policy, this.#ports.seed())
    this.#session = { core, handle, policy }
    this.#stopWatching = this.#ports.watchEnvironment((type) => this.#dispatch({ type }))
    const environment = {
      transport,
      canStream: this.#ports.hasEventSource(),
      online: this.#ports.isOnline(),
      visible: true,
      canRenew: false,
      knownStatus: this.#known,
    }
    this.#run((_, now) => core.start(handle, environment, now))
  }

  #dispatch(event: CoreEvent): void {
    const record = recordOf(event)
    this.#run(({ core, handle }, now) => core.dispatch(handle, record, now))
  }

  /** Run to completion: what happens while effects are carried out waits for its turn. */
  #run(step: Step): void {
    this.#queue.push(step)
    if (this.#isRunning) return
    this.#isRunning = true
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
        const session = this.#session
        if (session === null) continue
        for (const effect of next(session, this.#ports.now())) this.#carryOut(effect, session)
      }
    } finally {
      this.#isRunning = false
      this.#armTimer()
    }
  }

  #carryOut(effect: CoreEffect, session: Session): void {
    switch (effect.type) {
      case 'open-stream':
        return this.#openStream(effect.generation, effect.text)
      case 'close-stream':
        this.#streams.get(effect.generation)?.()
        this.#streams.delete(effect.generation)
        return
      case 'request-status':
        return void this.#requestStatus(effect.generation, session.policy.maxFrameBytes)
      case 'cancel-request':
        this.#requests.get(effect.generation)?.abort()
        this.#requests.delete(effect.generation)
        return
      case 'renew-credentials':
        return
      case 'publish':
        return this.#publish(session)
      case 'finish':
        return this.#finish()
      case 'report':
        return this.#report(effect)
    }
  }

  #openStream(generation: number, lastEventId: string): void {
    const { streamUrl, withCredentials } = this.#settings
    try {
      const close = this.#ports.openStream(resumed(streamUrl, lastEventId), withCredentials, {
        opened: () => this.#dispatch({ type: 'stream-opened', generation }),
        message: (name, text) => this.#dispatch({ type: 'stream-message', generation, name, text }),
        failed: () => this.#dispatch({ type: 'stream-failed', generation }),
      })
      this.#streams.set(generation, close)
    } catch {
      // An EventSource that throws in its constructor (a policy, an extension) is one that fails.
      this.#dispatch({ type: 'stream-failed', generation })
    }
  }

  async #requestStatus(generation: number, maxBytes: number): Promise<void> {
    const abort = new AbortController()
    this.#requests.set(generation, abort)
    const { statusUrl, withCredentials } = this.#settings
    const { signal } = abort
    try {
      const answer = await this.#ports.request(statusUrl, { withCredentials, maxBytes, signal })
      this.#requests.delete(generation)
      const { httpStatus, body, retryAfterMs } = answer
      this.#dispatch({ type: 'response', generation, httpStatus, text: body, retryAfterMs })
    } catch (reason) {
      if (!signal.aborted) throw reason
    }
  }

  #armTimer(): void {
    this.#cancelTimer()
    const session = this.#session
    const deadline = session?.core.nextDeadline(session.handle) ?? Infinity
    if (deadline === Infinity) return
    this.#cancelTimer = this.#ports.schedule(deadline - this.#ports.now(), () =>
      this.#dispatch({ type: 'tick' }),
    )
  }

  #publish({ core, handle }: Session): void {
    const offset = this.#ports.wallClock() - this.#ports.now()
    const toWallClock = (at: number): number => Math.round(at + offset)
    this.#show(this.#reader.read(core.snapshot(handle, this.#ports.now()), toWallClock))
  }

  #show(snapshot: TranscriptionSnapshot): void {
    const from = this.#snapshot.connection.state
    const to = snapshot.connection.state
    this.#snapshot = snapshot
    const at = this.#ports.wallClock()
    this.#tell((observer) => {
      if (from !== to) observer.transition?.({ from, to, at })
    })
    this.#tell((observer) => observer.changed?.())
  }

  /** What an observer throws is the app's own: it stops neither the session nor other observers. */
  #tell(tell: (observer: Observer) => void): void {
    for (const observer of [...this.#observers]) {
      try {
        tell(observer)
      } catch (error) {
        this.#ports.surface(error)
      }
    }
  }

  #report({ complaint, text }: CoreEffect): void {
    if (complaint === 'none') return
    const diagnostic = diagnosticOf(complaint, text)
    this.#tell((observer) => observer.diagnostic?.(diagnostic))
  }

  #finish(): void {
    if (this.#isFinished) return
    this.#cancelTimer()
    this.#stopWatching()
    this.#queue.length = 0
    this.#session?.core.closeSession(this.#session.handle)
    this.#session = null
    this.#reader = new SnapshotReader()
    if (this.#observers.size > 0) {
      // Someone came while the end was on its way: for them it is a beginning.
      this.#snapshot = IDLE
      void this.#load()
      return
    }
    this.#isFinished = true
    this.#onFinish()
  }
}

/** A new EventSource cannot send a Last-Event-ID header: the address says where to go on. */
function resumed(url: string, lastEventId: string): string {
  if (lastEventId === '') return url
  const [address, fragment] = url.split('#', 2) as [string, string?]
  const joint = address.includes('?') ? '&' : '?'
  const query = `last_event_id=${encodeURIComponent(lastEventId)}`
  return `${address}${joint}${query}${fragment === undefined ? '' : `#${fragment}`}`
}
